import type { AlertLimit } from '../../dashboard/alert-limit';
import { alertLimits } from '../../dashboard/alert-limit';
import type { Panel } from '../../dashboard/panel/panel';
import type { Query } from '../../dashboard/query';
import type { Thresholds } from '../../dashboard/threshold';
import type { Node } from '../../promql/node';
import { unwrapped } from '../../promql/node';
import { print } from '../../promql/print';
import type { Alert } from '../../rule/alert';
import type { Finding, PanelCheck } from './panel-check';

interface Limited extends AlertLimit {
  readonly alert: string;
}

export const alertThreshold: PanelCheck = {
  id: 'dashboard/alert-threshold',
  severity: 'error',
  title: 'a panel that turns red where no alert fires',
  why: 'a panel that is red while no alert fires, or green while one does, teaches its readers to trust neither',
  find({ panel, rules: { alerts } }) {
    return colouredQueries(panel).flatMap(({ query, thresholds }) => {
      const forms = shownForms(query.expression);
      const limitsByForm = indexOf(alerts);
      const limits = [...forms].flatMap((form) => limitsByForm.get(form) ?? []);
      return limits.some(({ isNarrowed }) => !isNarrowed) ? disagreements(thresholds, limits) : [];
    });
  },
};

/** Printed once for all panels, because every panel would otherwise look at every alert. */
const indices = new WeakMap<readonly Alert[], ReadonlyMap<string, readonly Limited[]>>();

function indexOf(alerts: readonly Alert[]): ReadonlyMap<string, readonly Limited[]> {
  const before = indices.get(alerts);
  if (before !== undefined) return before;
  const index = new Map<string, Limited[]>();
  for (const limited of alerts.flatMap(limitsOf)) {
    const form = print(limited.measured);
    const alike = index.get(form);
    if (alike === undefined) index.set(form, [limited]);
    else alike.push(limited);
  }
  indices.set(alerts, index);
  return index;
}

function limitsOf(alert: Alert): Limited[] {
  return alertLimits(alert).flatMap((limit) => (troubleOf(limit) === undefined ? [] : [{ ...limit, alert: alert.name }]));
}

/** A notice is a hint before any alert; whatever is orange or red says that an alert has begun. */
function disagreements({ trouble, steps }: Thresholds, limits: readonly Limited[]): Finding[] {
  const [first] = limits;
  if (first !== undefined && limits.every((limit) => troubleOf(limit) !== trouble)) {
    return [{ message: `${first.alert} fires ${oppositeOf(trouble)} its limit, and the panel turns red ${trouble} it`, fix: trouble === 'above' ? 'write lowIsBad()' : 'write highIsBad()' }];
  }
  const known = new Set(limits.map(({ limit }) => limit.value));
  return steps
    .filter(({ level, at }) => level !== 'notice' && !known.has(at.value))
    .map(({ level, at }) => ({
      message: `it is ${level} from ${String(at.value)} on, and ${limits.map(({ alert, limit }) => `${alert} begins at ${String(limit.value)}`).join(', ')}`,
      fix: 'take the limit from the alert itself: limitOf(alert, unit)',
    }));
}

function troubleOf({ operator }: AlertLimit): Thresholds['trouble'] | undefined {
  if (operator === '>' || operator === '>=') return 'above';
  return operator === '<' || operator === '<=' ? 'below' : undefined;
}

function oppositeOf(trouble: Thresholds['trouble']): Thresholds['trouble'] {
  return trouble === 'above' ? 'below' : 'above';
}

function colouredQueries(panel: Panel): readonly { readonly query: Query; readonly thresholds: Thresholds }[] {
  switch (panel.kind) {
    case 'timeSeries':
    case 'stat':
    case 'gauge':
    case 'barGauge': {
      const { thresholds } = panel;
      return thresholds === undefined ? [] : panel.queries.map((query) => ({ query, thresholds }));
    }
    case 'table':
      return panel.columns.flatMap(({ query, thresholds }) => (thresholds === undefined ? [] : [{ query, thresholds }]));
    default:
      return [];
  }
}

/** The worst, the best or the first few of some series are still what the alert measures. */
const picking: ReadonlySet<string> = new Set(['max', 'min', 'topk', 'bottomk']);

function shownForms(expression: Node): ReadonlySet<string> {
  const forms = new Set<string>();
  for (let node = unwrapped(expression); ; node = unwrapped(node.expression)) {
    forms.add(print(node));
    if (node.kind !== 'aggregate' || !picking.has(node.operator)) return forms;
  }
}
