import type { Lapse, Node, SelectorNode } from '../../promql/node';
import { isCalculated } from '../../promql/node';
import type { Expression } from './expression';

/** Milliseconds of a lapse; undefined where only the server can work it out. */
export function lapseMilliseconds(lapse: Lapse | undefined): number | undefined {
  return lapse === undefined || isCalculated(lapse) ? undefined : lapse.milliseconds;
}

/** How often a series gets a sample, in milliseconds: scraped ones at each scrape, recorded ones at each evaluation. Undefined where nobody says. */
function sampleInterval(expression: Expression, selector: SelectorNode): number | undefined {
  const { known } = expression;
  const { name = '' } = selector;
  if (name === 'ALERTS' || name === 'ALERTS_FOR_STATE') return known.defaults.evaluationInterval.milliseconds;
  const recordedEvery = known.recordedEvery(name);
  if (recordedEvery !== undefined) return recordedEvery;
  if (name.includes(':')) return known.hasCatalog ? known.defaults.evaluationInterval.milliseconds : undefined;
  return known.hasCatalog ? known.defaults.scrapeInterval.milliseconds : undefined;
}

/** The range that a function reads its samples from, with the selector. */
export interface ReadRange {
  readonly node: Extract<Node, { kind: 'range' }>;
  readonly milliseconds: number;
  readonly every: number | undefined;
}

export function readRange(expression: Expression, argument: Node | undefined): ReadRange | undefined {
  if (argument?.kind !== 'range') return undefined;
  const milliseconds = lapseMilliseconds(argument.range);
  return milliseconds === undefined ? undefined : { node: argument, milliseconds, every: sampleInterval(expression, argument.selector) };
}
