import { check } from '../../check';
import { dashboardFile } from '../../example/example';

export const noUid = check({
  id: 'dashboard/no-uid',
  severity: 'info',
  title: 'a dashboard without a uid',
  rationale: 'The uid is the address of a dashboard. Without one Grafana makes one up at each installation, and no link from an alert or a runbook holds.',
  subject: 'dashboard',
  bad: dashboardFile('{"title": "Shop", "panels": []}\n'),
  good: dashboardFile('{"uid": "shop", "title": "Shop", "panels": []}\n'),
  *find({ uid, title }) {
    if (uid === undefined || uid.value === '') yield { message: 'it has no uid', spot: { text: title }, fix: 'add "uid": a short name of its own' };
  },
});
