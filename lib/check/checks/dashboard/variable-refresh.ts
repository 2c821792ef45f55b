import { check } from '../../check';
import { panel, routes } from '../../example/example';

const refreshed = (refresh: number): ReturnType<typeof panel> => panel('sum(rate(http_requests_total{route=~"$route"}[$__rate_interval]))', { unit: 'reqps', dashboard: { templating: { list: [{ ...routes, refresh }] } } });

export const variableRefresh = check({
  id: 'dashboard/variable-refresh',
  severity: 'info',
  title: 'a variable that does not follow the time range',
  rationale: 'The values of a variable are those of a time. Unless it asks again when the range changes, a reader who goes back to last night cannot choose the pod that died then.',
  subject: 'dashboard',
  bad: refreshed(1),
  good: refreshed(2),
  *find({ variables }) {
    for (const { name, type, refresh, sourceType } of variables.values()) {
      if (type !== 'query' || (sourceType !== 'prometheus' && sourceType !== 'loki') || refresh?.value === '2') continue;
      yield { message: `'${name.value}' offers the values of ${refresh?.value === '1' ? 'the moment at which the dashboard was opened' : 'the moment at which it was saved'}`, spot: { text: refresh ?? name }, fix: 'write "refresh": 2' };
    }
  },
});
