import { check } from '../../check';
import { panel } from '../../example/example';

/** AngularJS panels, which Grafana 12 no longer runs. Source: https://grafana.com/docs/grafana/latest/developers/angular_deprecation/angular-plugins/ */
const successors: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'table-old': 'table',
  'grafana-piechart-panel': 'piechart',
  'grafana-worldmap-panel': 'geomap',
  'natel-discrete-panel': 'state-timeline',
};

export const removedType = check({
  id: 'panel/removed-type',
  severity: 'warning',
  title: 'a kind of panel that is gone',
  rationale: 'Grafana 12 no longer runs panels that were written with AngularJS. It replaces the common ones when a dashboard is opened, and loses what it cannot translate.',
  subject: 'panel',
  bad: panel('sum(rate(http_requests_total[$__rate_interval]))', { type: 'graph', unit: 'reqps' }),
  good: panel('sum(rate(http_requests_total[$__rate_interval]))', { type: 'timeseries', unit: 'reqps' }),
  *find({ type, typeText }) {
    const successor = successors[type];
    if (successor !== undefined && typeText !== undefined) yield { message: `the panel type '${type}' is gone`, spot: { text: typeText }, fix: `write ${successor}` };
  },
});
