import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { isOpen } from '../metric/declaration';
import type { LabelSpec } from '../metric/declaration';

/** What an expression yields, as far as the declarations tell. */
export type Shape = VectorShape | ScalarShape | StringShape;

export interface VectorShape {
  readonly kind: 'instant' | 'range';
  /** Undefined where the metric is unknown. */
  readonly sample: Sample | undefined;
  /** Undefined where the metric is unknown, or where units were mixed. */
  readonly unit: Unit | undefined;
  readonly labels: LabelSet;
}

export interface ScalarShape {
  readonly kind: 'scalar';
  readonly unit: Unit | undefined;
}

export interface StringShape {
  readonly kind: 'string';
}

export function isVector(shape: Shape): shape is VectorShape {
  return shape.kind === 'instant' || shape.kind === 'range';
}

/** The labels that a vector can carry. */
export interface LabelSet {
  readonly known: ReadonlyMap<string, LabelFacts>;
  /** Whether labels that nobody declared may be there as well (a foreign metric). */
  readonly hasOthers: boolean;
}

export interface LabelFacts {
  readonly values: PossibleValues;
  /** Some series have it and others do not, as after `or`. */
  readonly isOptional: boolean;
}

/** A closed list, or anything. */
export type PossibleValues = readonly string[] | 'open';

export const noLabels: LabelSet = Object.freeze({ known: new Map<string, LabelFacts>(), hasOthers: false });

/** The declared labels with the target's own. */
export function declaredLabels(spec: LabelSpec, jobs: readonly string[], isScraped: boolean): LabelSet {
  const known = new Map<string, LabelFacts>();
  for (const [name, values] of Object.entries(spec)) known.set(name, { values: isOpen(values) ? 'open' : values, isOptional: false });
  if (isScraped) {
    known.set('job', { values: jobs.length === 0 ? 'open' : jobs, isOptional: false });
    known.set('instance', { values: 'open', isOptional: false });
  }
  return { known, hasOthers: false };
}

export function kept(labels: LabelSet, names: readonly string[]): LabelSet {
  const known = new Map<string, LabelFacts>();
  for (const name of names) {
    const facts = labels.known.get(name);
    if (facts !== undefined) known.set(name, facts);
    else if (labels.hasOthers) known.set(name, { values: 'open', isOptional: true });
  }
  return { known, hasOthers: false };
}

export function dropped(labels: LabelSet, names: readonly string[]): LabelSet {
  return { known: new Map([...labels.known].filter(([name]) => !names.includes(name))), hasOthers: labels.hasOthers };
}

/** The labels of `left or right`: what only one side has is optional. */
export function either(left: LabelSet, right: LabelSet): LabelSet {
  const known = new Map<string, LabelFacts>();
  for (const name of new Set([...left.known.keys(), ...right.known.keys()])) {
    const [a, b] = [left.known.get(name), right.known.get(name)];
    known.set(name, {
      values: joinValues(a?.values ?? [], b?.values ?? []),
      isOptional: a === undefined || b === undefined || a.isOptional || b.isOptional,
    });
  }
  return { known, hasOthers: left.hasOthers || right.hasOthers };
}

/** The left labels, and of the right those that the left takes over. */
export function withIncluded(many: LabelSet, one: LabelSet, include: readonly string[]): LabelSet {
  const known = new Map(many.known);
  for (const [name, facts] of kept(one, include).known) known.set(name, facts);
  return { known, hasOthers: many.hasOthers };
}

function joinValues(a: PossibleValues, b: PossibleValues): PossibleValues {
  return a === 'open' || b === 'open' ? 'open' : [...new Set([...a, ...b])];
}
