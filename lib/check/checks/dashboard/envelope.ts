import { check } from '../../check';
import { dashboardFile } from '../../example/example';

const dashboard = '{"uid": "shop", "title": "Shop", "panels": []}';

export const envelope = check({
  id: 'dashboard/envelope',
  severity: 'warning',
  title: 'a dashboard wrapped for the HTTP API',
  rationale: 'Grafana\'s HTTP API takes a dashboard inside an object with the key "dashboard". Provisioning from files takes the dashboard itself, and does not load the other.',
  subject: 'dashboard',
  bad: dashboardFile(`{"dashboard": ${dashboard}, "overwrite": true}\n`),
  good: dashboardFile(`${dashboard}\n`),
  *find({ isEnveloped, title }) {
    if (isEnveloped) yield { message: 'it lies in the envelope of the HTTP API, which provisioning does not open', spot: { text: title }, fix: 'keep what stands under "dashboard"' };
  },
});
