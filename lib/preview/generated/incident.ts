import type { AlertLimit } from '../../dashboard/alert-limit';
import { alertLimits } from '../../dashboard/alert-limit';
import { matcherTest } from '../../metric/series';
import type { SelectorNode } from '../../promql/node';
import { selectors, unwrapped } from '../../promql/node';
import { print } from '../../promql/print';
import type { Alert } from '../../rule/alert';
import type { Asked } from '../source';

type Labels = Readonly<Record<string, string>>;

/** How a query looks while an alert fires. */
export interface Effect {
  /** Unix seconds. */
  readonly since: number;
  /** What the alert compares the very value of the query with; undefined where the query only reads the same metric. */
  readonly limit: AlertLimit | undefined;
}

/** One alert that fires, and what is seen of it in every panel that reads what it reads. */
export class Incident {
  readonly #since: number;
  readonly #limits: readonly AlertLimit[];
  readonly #selectors: readonly SelectorNode[];

  /** `since` in Unix seconds. */
  constructor(alert: Alert, since: number) {
    this.#since = since;
    this.#limits = alertLimits(alert);
    this.#selectors = selectors(alert.expression);
  }

  /** Which of these series shows it, by its position: the first that the alert's own selectors let through. */
  affected({ query }: Asked, sets: readonly Labels[]): number | undefined {
    const read = selectors(query.expression);
    const common = this.#selectors.filter((own) => read.some((other) => mayMeet(own, other)));
    const found = common.length === 0 ? -1 : sets.findIndex((labels) => common.some(({ matchers }) => matchers.every((matcher) => labels[matcher.label] === undefined || matcherTest(matcher)(labels[matcher.label] ?? ''))));
    return found === -1 ? undefined : found;
  }

  effectOn({ query, thresholds }: Asked): Effect {
    const forms = new Set<string>();
    for (let node = unwrapped(query.expression); ; node = unwrapped(node.expression)) {
      forms.add(print(node));
      if (node.kind !== 'aggregate') break;
    }
    const same = this.#limits.find(({ measured }) => forms.has(print(unwrapped(measured))));
    // A panel that turns red at the alert's own number shows what the alert measures, if by other labels.
    const shared = this.#limits.find(({ limit }) => thresholds?.steps.some(({ at }) => at.value === limit.value) === true);
    return { since: this.#since, limit: same ?? shared };
  }
}

/** Whether two selectors can yield the same series: of one metric, and with no label that must have two values. */
function mayMeet(one: SelectorNode, other: SelectorNode): boolean {
  if (one.name === undefined || one.name !== other.name) return false;
  return one.matchers.every(({ label, operator, value }) => operator !== '=' || other.matchers.every((matcher) => matcher.label !== label || matcherTest(matcher)(value)));
}
