import { check } from '../../check';
import { dashboardFile } from '../../example/example';

const dashboard = (editable: boolean): ReturnType<typeof dashboardFile> => dashboardFile(`{"uid": "shop", "title": "Shop", "editable": ${String(editable)}, "panels": []}\n`);

export const editable = check({
  id: 'dashboard/editable',
  severity: 'info',
  title: 'a dashboard from a file that can be edited',
  rationale: 'A dashboard that Grafana reads from a file is written over by the next version of the file. Whoever edits it in the browser loses the work, and learns it after the next deployment.',
  subject: 'dashboard',
  bad: dashboard(true),
  good: dashboard(false),
  *find({ editable: stated }) {
    if (stated?.value === 'true') yield { message: 'readers may edit what the next version of the file replaces', spot: { text: stated }, fix: 'write "editable": false' };
  },
});
