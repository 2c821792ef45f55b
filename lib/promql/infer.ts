import type { Unit } from '../core/unit';
import { differenceUnit, distributionUnit, varianceUnit } from '../core/unit';
import type { Catalog } from '../metric/catalog';
import type { MetricDeclaration, Sample } from '../metric/declaration';
import { matcherTest } from '../metric/series';
import type { AggregateNode, Node, SelectorNode } from './node';
import { inferBinary } from './infer-binary';
import { inferCall } from './infer-call';
import type { LabelFacts, LabelSet, Shape, VectorShape } from './shape';
import { declaredLabels, dropped, either, isVector, kept, noLabels } from './shape';

export { isVector } from './shape';

/**
 * What an expression yields: kind, sample type, unit and labels with their possible values. Works on built nodes, which
 * carry their declarations, and on parsed ones with a catalog. What is not known comes out as undefined or `hasOthers`.
 */
export function infer(node: Node, catalog?: Catalog): Shape {
  if (catalog !== undefined) return inferNode(node, catalog);
  const before = shapes.get(node);
  if (before !== undefined) return before;
  const shape = inferNode(node, undefined);
  shapes.set(node, shape);
  return shape;
}

/** Nodes are immutable, and what they yield without a catalog is asked for by texts, routes and panels alike. */
const shapes = new WeakMap<Node, Shape>();

function inferNode(node: Node, catalog: Catalog | undefined): Shape {
  switch (node.kind) {
    case 'number':
      return { kind: 'scalar', unit: node.unit };
    case 'string':
      return { kind: 'string' };
    case 'selector':
      return inferSelector(node, catalog);
    case 'range':
      return { ...inferSelector(node.selector, catalog), kind: 'range' };
    case 'subquery': {
      const inner = infer(node.expression, catalog);
      return isVector(inner) ? { ...inner, kind: 'range' } : inner;
    }
    case 'paren':
    case 'unary':
      return infer(node.expression, catalog);
    case 'aggregate':
      return inferAggregate(node, catalog);
    case 'call':
      return inferCall(node, (argument) => infer(argument, catalog));
    case 'binary':
      return inferBinary(node, { shapeOf: (side) => infer(side, catalog), declarationsOf: (selector) => declarationsOf(selector, catalog) });
  }
}

/** The labels of an expression; none for a scalar. */
export function labelsOf(node: Node, catalog?: Catalog): LabelSet {
  const shape = infer(node, catalog);
  return isVector(shape) ? shape.labels : noLabels;
}

/** The unit of an expression, where it is known. */
export function unitOf(node: Node, catalog?: Catalog): Unit | undefined {
  const shape = infer(node, catalog);
  return shape.kind === 'string' ? undefined : shape.unit;
}

function declarationsOf(node: SelectorNode, catalog: Catalog | undefined): readonly MetricDeclaration[] {
  return node.declaration === undefined ? (catalog?.find(node.name ?? '') ?? []) : [node.declaration];
}

function inferSelector(node: SelectorNode, catalog: Catalog | undefined): VectorShape {
  const [first, ...others] = declarationsOf(node, catalog).map((declaration) => selectedFrom(declaration, node));
  if (first === undefined) return { kind: 'instant', sample: undefined, unit: undefined, labels: narrowed({ known: new Map(), hasOthers: true }, node) };
  return others.reduce(
    (joined, next) => ({
      kind: 'instant',
      sample: joined.sample === next.sample ? joined.sample : undefined,
      unit: joined.unit === next.unit ? joined.unit : undefined,
      labels: either(joined.labels, next.labels),
    }),
    first,
  );
}

function selectedFrom(declaration: MetricDeclaration, node: SelectorNode): VectorShape {
  const { sample, unit, ownLabel } = familyMember(declaration, node);
  // Only a recorded series has a colon in its name and no target of its own.
  const isScraped = !declaration.name.includes(':');
  const labels = declaredLabels(declaration.labels, declaration.jobs, isScraped);
  const own: readonly (readonly [string, LabelFacts])[] = ownLabel === undefined ? [] : [[ownLabel, { values: 'open', isOptional: false }]];
  return { kind: 'instant', sample, unit, labels: narrowed({ known: new Map([...labels.known, ...own]), hasOthers: false }, node) };
}

interface FamilyMember {
  readonly sample: Sample;
  readonly unit: Unit;
  readonly ownLabel?: 'le' | 'quantile';
}

/** Which series family of a declaration a selector names. One bucket alone is a counter of observations. */
function familyMember(declaration: MetricDeclaration, { name, matchers }: SelectorNode): FamilyMember {
  const { type, unit, counts } = declaration;
  const suffix = name?.slice(declaration.name.length) ?? '';
  if (suffix === '_sum') return { sample: 'counter', unit };
  if (suffix === '_count') return { sample: 'counter', unit: counts };
  if (suffix === '_bucket') {
    const pinned = matchers.some((matcher) => matcher.label === 'le' && matcher.operator === '=');
    return pinned ? { sample: 'counter', unit: counts, ownLabel: 'le' } : { sample: 'buckets', unit: distributionUnit(unit, counts), ownLabel: 'le' };
  }
  if (type === 'summary') return { sample: 'gauge', unit, ownLabel: 'quantile' };
  if (type === 'nativeHistogram') return { sample: 'native', unit: distributionUnit(unit, counts) };
  return { sample: type === 'counter' ? 'counter' : 'gauge', unit };
}

/** Matchers narrow the possible values; `label=""` takes the label away, any other equality shows that it is there. */
function narrowed(labels: LabelSet, { matchers }: SelectorNode): LabelSet {
  const known = new Map(labels.known);
  for (const matcher of matchers) {
    const facts = known.get(matcher.label);
    if (matcher.label === '__name__' || (facts === undefined && !labels.hasOthers)) continue;
    const values = facts?.values ?? 'open';
    const passes = matcherTest(matcher);
    if (values !== 'open') known.set(matcher.label, { values: values.filter(passes), isOptional: facts?.isOptional ?? false });
    else if (matcher.operator === '=' && matcher.value === '') known.delete(matcher.label);
    else known.set(matcher.label, { values: matcher.operator === '=' ? [matcher.value] : 'open', isOptional: (facts?.isOptional ?? true) && passes('') });
  }
  return { known, hasOthers: labels.hasOthers };
}

function inferAggregate(node: AggregateNode, catalog: Catalog | undefined): Shape {
  const inner = infer(node.expression, catalog);
  if (!isVector(inner)) return inner;
  const { operator, grouping, parameter } = node;
  if (operator === 'topk' || operator === 'bottomk' || operator === 'limitk' || operator === 'limit_ratio') return inner;
  const grouped = grouping === undefined ? noLabels : grouping.mode === 'by' ? kept(inner.labels, grouping.labels) : dropped(inner.labels, [...grouping.labels, '__name__']);
  const labels =
    operator === 'count_values' && parameter?.kind === 'string'
      ? { known: new Map([...grouped.known, [parameter.value, { values: 'open', isOptional: false } as const]]), hasOthers: grouped.hasOthers }
      : grouped;
  const keepsHistogram = operator === 'sum' || operator === 'avg';
  const sample = keepsHistogram && (inner.sample === 'bucketRates' || inner.sample === 'nativeRates') ? inner.sample : inner.sample === undefined ? undefined : 'gauge';
  return { kind: 'instant', sample, unit: aggregatedUnit(operator, inner.unit), labels };
}

function aggregatedUnit(operator: AggregateNode['operator'], unit: Unit | undefined): Unit | undefined {
  switch (operator) {
    case 'count':
    case 'count_values':
      return 'series';
    case 'group':
      return 'ratio';
    case 'stddev':
      return unit === undefined ? undefined : differenceUnit(unit, unit);
    case 'stdvar':
      return unit === undefined ? undefined : varianceUnit(unit);
    default:
      return unit;
  }
}
