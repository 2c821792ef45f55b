import { queriesOf } from '../../dashboard/panel/panel';
import { alertState } from '../../metric/exporters/alert-state';
import { matcherTest } from '../../metric/series';
import type { Node } from '../../promql/node';
import { selectors } from '../../promql/node';
import type { Alert } from '../../rule/alert';
import type { PanelCheck } from './panel-check';

export const unseenAlert: PanelCheck = {
  id: 'dashboard/unseen-alert',
  severity: 'warning',
  title: 'a list of alerts without one that leads to it',
  why: 'whoever follows the alert to this dashboard finds that nothing fires, and looks elsewhere',
  find({ dashboard, panel, rules: { alerts } }) {
    const lists = panel.kind === 'table' ? queriesOf(panel).filter(({ labels }) => labels.known.has('alertname')) : [];
    if (lists.length === 0) return [];
    const unseen = alerts.filter((alert) => alert.dashboard === dashboard.uid && !lists.every(({ expression }) => shows(expression, alert)));
    return unseen.map(({ name, fixedLabels }) => ({ message: `${name} sends its reader here, and the list leaves it out`, fix: `let it list the service '${fixedLabels.service ?? ''}' of the team '${fixedLabels.team ?? ''}', or name another dashboard in the alert` }));
  },
};

/** Whether a list of alerts shows an alert while it fires. */
function shows(expression: Node, { name, fixedLabels }: Alert): boolean {
  const labels: Readonly<Record<string, string>> = { ...fixedLabels, alertname: name, alertstate: 'firing' };
  const asked = selectors(expression).filter((selector) => selector.name === alertState.seriesName);
  return asked.every(({ matchers }) => matchers.every((matcher) => labels[matcher.label] === undefined || matcherTest(matcher)(labels[matcher.label] ?? '')));
}
