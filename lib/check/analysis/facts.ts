import type { Unit } from '../../core/unit';
import type { MetricDeclaration, Sample } from '../../metric/declaration';
import type { LabelSet } from '../../promql/shape';
import { noLabels } from '../../promql/shape';
import type { Interval } from './interval';
import { anything } from './interval';

/** What is known of a part of an expression. */
export interface Facts {
  readonly kind: 'scalar' | 'string' | 'instant' | 'range';
  /** How it behaves in time; undefined where nobody declared it. */
  readonly sample: Sample | undefined;
  /** The sample type, or the unit, follows from the name alone: good for a hint, not for an error. */
  readonly isGuess: boolean;
  readonly labels: LabelSet;
  /** The base unit; undefined where it is unknown or mixed. */
  readonly unit: Unit | undefined;
  /** What a value was multiplied by since it had its base unit: 100 for percent, 1000 for milliseconds. */
  readonly scale: number;
  readonly values: Interval;
  /** The value of a number, and of arithmetic with numbers. */
  readonly constant: number | undefined;
  /** A part divided by its whole. `presumed` where names and units say so, `certain` where the selectors prove it. */
  readonly share: 'certain' | 'presumed' | undefined;
  /** It yields only what fulfils a condition, so to be there at all says something. */
  readonly isCondition: boolean;
  /** It depends on when each process started: a counter as it is scraped, and whatever is computed from it without a rate. */
  readonly isLifetime: boolean;
  /** The bounds of a classic histogram's buckets, in the unit of what is observed. */
  readonly buckets: readonly number[] | undefined;
  /** The declaration behind it, as long as it is still one metric. */
  readonly declaration: MetricDeclaration | undefined;
}

const nothingKnown: Facts = Object.freeze({
  kind: 'instant',
  sample: undefined,
  isGuess: false,
  labels: { known: new Map(), hasOthers: true },
  unit: undefined,
  scale: 1,
  values: anything,
  constant: undefined,
  share: undefined,
  isCondition: false,
  isLifetime: false,
  buckets: undefined,
  declaration: undefined,
});

/** A vector of which only this is known. */
export function vectorFacts(known: Partial<Facts>): Facts {
  return { ...nothingKnown, ...known };
}

export function scalarFacts(known: Partial<Facts>): Facts {
  return { ...nothingKnown, kind: 'scalar', labels: noLabels, ...known };
}

export const stringFacts: Facts = Object.freeze({ ...nothingKnown, kind: 'string', labels: noLabels });

export function isVectorFacts({ kind }: Facts): boolean {
  return kind === 'instant' || kind === 'range';
}
