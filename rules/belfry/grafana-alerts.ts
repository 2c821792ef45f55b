import { minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond } from '../../lib/core/quantity';
import { datasourceRequests, grafanaRequestDuration } from '../../lib/metric/exporters/grafana';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { grafanaDashboard } from './dashboards';
import { grafanaPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: grafanaDashboard, labels: { service: 'grafana' } } as const;

const { up } = targetMetrics('grafana');

export const grafanaDown = componentDown('GrafanaDown', {
  job: 'grafana',
  dashboard: grafanaDashboard,
  when: max(up).by('job').equals(fraction(0)).or(absent(up)),
  severity: 'high',
  summary: 'No Grafana answers: nobody can look at dashboards, logs or traces.',
  runbook: 'belfry/grafana-down',
});

const requests = grafanaRequestDuration.count;

const asked = sum(rate(requests, minutes(5)));

/** One request per second to Grafana, of which a share fails. */
const answers = (share: number, perSec = 1): readonly InputSeries[] =>
  (['200', '500'] as const).map((status_code) =>
    grows(requests, { ...grafanaPod, handler: '/api/ds/query', method: 'POST', status_source: 'server', slo_group: 'high-slow', status_code }, perSecond(perSec * (status_code === '500' ? share : 1 - share), 'requests')),
  );

export const grafanaRequestErrors = alert('GrafanaRequestErrors', {
  ...common,
  when: ratio(sum(rate(requests.where({ status_code: /5../ }), minutes(5))), asked).above(percent(5)).given(asked.above(perSecond(0.02, 'requests'))),
  for: minutes(15),
  severity: 'warning',
  kind: 'symptom',
  summary: 'Grafana answers people with errors.',
  description: ({ value }) => `${value} of the requests to Grafana fail.`,
  runbook: 'belfry/grafana-request-errors',
  fires: { name: 'at 6 %', given: answers(0.06), notYetAt: minutes(14), at: minutes(21), alerts: [{ description: '6% of the requests to Grafana fail.' }] },
  silent: [
    { name: 'at 4 %', given: answers(0.04), at: [minutes(21), minutes(60)] },
    { name: 'when one request in a minute fails', given: answers(1, 1 / 60), at: minutes(60) },
  ],
});

const queried = sum(rate(datasourceRequests, minutes(5))).by('datasource');

/** One query per second to a data source, of which a share fails. */
const queries = (datasource: string, share: number, perSec = 1): readonly InputSeries[] =>
  (['200', '502'] as const).map((code) => grows(datasourceRequests, { ...grafanaPod, datasource, datasource_type: datasource, method: 'post', code }, perSecond(perSec * (code === '502' ? share : 1 - share), 'requests')));

export const grafanaDatasourceErrors = alert('GrafanaDatasourceErrors', {
  ...common,
  when: ratio(sum(rate(datasourceRequests.where({ code: /5../ }), minutes(5))).by('datasource'), queried).above(percent(10)).given(queried.above(perSecond(0.02, 'requests'))),
  for: minutes(15),
  severity: 'warning',
  kind: 'symptom',
  summary: 'A data source does not answer Grafana: panels stay empty.',
  description: ({ labels, value }) => `${value} of the queries to the data source ${labels.datasource} fail.`,
  runbook: 'belfry/grafana-datasource-errors',
  fires: {
    name: 'for the data source with 11 % errors, and for no other',
    given: [...queries('loki', 0.11), ...queries('prometheus', 0.09)],
    notYetAt: minutes(14),
    at: minutes(21),
    alerts: [{ labels: { datasource: 'loki' }, description: '11% of the queries to the data source loki fail.' }],
  },
  silent: [
    { name: 'at 9 %', given: queries('loki', 0.09), at: [minutes(21), minutes(60)] },
    { name: 'when one query in a minute fails', given: queries('loki', 1, 1 / 60), at: minutes(60) },
  ],
});

export const grafanaAlerts: readonly Alert[] = [grafanaDown, grafanaRequestErrors, grafanaDatasourceErrors];
