import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Operand } from '../promql/label-types';
import { nodeOf } from '../promql/vector';
import type { LegendOf } from './legend';
import type { Drawable, Query } from './query';
import { makeQuery } from './query';

/** A mark over all panels at the moments at which an expression has a value: a deployment, a firing alert. */
export interface Annotation {
  readonly title: string;
  readonly query: Query;
  readonly colour: AnnotationColour;
}

export type AnnotationColour = 'blue' | 'orange' | 'red' | 'purple' | 'green';

export interface AnnotationOptions<S extends Sample, U extends Unit, L extends string> {
  /** Marked wherever it yields something. */
  readonly when: Operand<S, U, L> & Drawable<S>;
  /** What the mark says. */
  readonly text: LegendOf<L>;
  /** @default blue */
  readonly colour?: AnnotationColour;
}

/** Marks moments: `annotation('Worker restarts', { when: changes(...).above(...), text: ({ labels }) => labels.instance })`. */
export function annotation<S extends Sample, U extends Unit, L extends string>(title: string, options: AnnotationOptions<S, U, L>): Annotation {
  return Object.freeze({ title, query: makeQuery(nodeOf(options.when), options.text), colour: options.colour ?? 'blue' });
}
