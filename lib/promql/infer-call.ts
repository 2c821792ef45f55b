import type { Unit } from '../core/unit';
import { countedUnit, differenceUnit, distributionUnit, namedUnit, observedUnit, perSecondUnit, squareRootUnit, varianceUnit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { matcherTest } from '../metric/series';
import type { CallNode, Node } from './node';
import { unwrapped } from './node';
import type { LabelFacts, LabelSet, Shape, VectorShape } from './shape';
import { dropped, isVector, noLabels } from './shape';

/** What a function makes of the unit of its vector. */
type UnitEffect = (unit: Unit) => Unit;

interface Effect {
  readonly unit: UnitEffect | { readonly becomes: Unit };
  /** What becomes of the sample type: an increase of what was cumulative, or nothing. @default a gauge */
  readonly sample?: 'increase' | 'same';
}

const same: UnitEffect = (unit) => unit;
const becomes = (unit: Unit): { readonly becomes: Unit } => ({ becomes: unit });
const named = (functionName: string): UnitEffect => (unit) => namedUnit(functionName, unit);
const apart: UnitEffect = (unit) => differenceUnit(unit, unit) ?? unit;
const total: UnitEffect = (unit) => (countedUnit(unit).endsWith('/s') ? perSecondUnit(observedUnit(unit)) : observedUnit(unit));

/** Functions of vectors and what they do to the unit. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const effects: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ...each('rate irate', { unit: perSecondUnit, sample: 'increase' }),
  ...each('increase', { unit: same, sample: 'increase' }),
  ...each('deriv', { unit: perSecondUnit }),
  ...each('delta idelta stddev_over_time mad_over_time', { unit: apart }),
  ...each('stdvar_over_time', { unit: varianceUnit }),
  ...each('avg_over_time sum_over_time last_over_time first_over_time', { unit: same, sample: 'same' }),
  ...each('min_over_time max_over_time quantile_over_time predict_linear double_exponential_smoothing', { unit: same }),
  ...each('count_over_time', { unit: becomes('samples') }),
  ...each('changes', { unit: becomes('changes') }),
  ...each('resets', { unit: becomes('resets') }),
  ...each('present_over_time sgn', { unit: becomes('ratio') }),
  ...each('timestamp start_timestamp ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time ts_of_first_over_time', { unit: becomes('timestamp') }),
  ...each('abs ceil floor round clamp clamp_min clamp_max', { unit: same }),
  ...each('sort sort_desc sort_by_label sort_by_label_desc label_replace label_join info', { unit: same, sample: 'same' }),
  ...each('sqrt', { unit: squareRootUnit }),
  ...['exp', 'ln', 'log2', 'log10'].map((name): [string, Effect] => [name, { unit: named(name) }]),
  ...each('sin cos tan sinh cosh tanh asinh acosh atanh', { unit: becomes('ratio') }),
  ...each('asin acos atan rad', { unit: becomes('radians') }),
  ...each('deg', { unit: becomes('degrees') }),
  ...each('histogram_avg histogram_quantile histogram_quantiles histogram_stddev', { unit: observedUnit }),
  ...each('histogram_stdvar', { unit: (unit) => varianceUnit(observedUnit(unit)) }),
  ...each('histogram_count', { unit: countedUnit }),
  ...each('histogram_sum', { unit: total }),
  ...each('histogram_fraction', { unit: becomes('ratio') }),
]);

function each(names: string, effect: Effect): [string, Effect][] {
  return names.split(' ').map((name) => [name, effect]);
}

/** Parts of a date; without an argument, of the evaluation moment. */
const dateParts: ReadonlyMap<string, Unit> = new Map([
  ['minute', 'minute of hour'],
  ['hour', 'hour of day'],
  ['day_of_week', 'day of week'],
  ['day_of_month', 'day of month'],
  ['day_of_year', 'day of year'],
  ['days_in_month', 'days'],
  ['month', 'month of year'],
  ['year', 'year'],
]);

const scalarUnits: ReadonlyMap<string, Unit> = new Map([
  ['time', 'timestamp'],
  ['start', 'timestamp'],
  ['end', 'timestamp'],
  ['step', 'seconds'],
  ['range', 'seconds'],
  ['pi', 'radians'],
]);

/** The shape of a function call; `shapeOf` infers its arguments. */
export function inferCall(node: CallNode, shapeOf: (argument: Node) => Shape): Shape {
  const scalarUnit = scalarUnits.get(node.name);
  if (scalarUnit !== undefined) return { kind: 'scalar', unit: scalarUnit };
  switch (node.name) {
    case 'scalar':
    case 'max_of':
    case 'min_of':
      return { kind: 'scalar', unit: unitOfArgument(node, shapeOf) };
    case 'vector':
      return { kind: 'instant', sample: 'gauge', unit: unitOfArgument(node, shapeOf), labels: noLabels };
    case 'absent':
    case 'absent_over_time':
      return { kind: 'instant', sample: 'gauge', unit: 'ratio', labels: pinnedLabels(node) };
    default:
      return inferVectorCall(node, shapeOf);
  }
}

function inferVectorCall(node: CallNode, shapeOf: (argument: Node) => Shape): Shape {
  const vector = node.arguments.map(shapeOf).find(isVector);
  const datePart = dateParts.get(node.name);
  if (datePart !== undefined) return { kind: 'instant', sample: 'gauge', unit: datePart, labels: vector?.labels ?? noLabels };
  if (vector === undefined) return { kind: 'instant', sample: 'gauge', unit: undefined, labels: noLabels };
  const effect = effects.get(node.name);
  return {
    kind: 'instant',
    sample: effect === undefined ? 'gauge' : sampleAfter(effect, vector.sample),
    unit: effect === undefined ? undefined : unitAfter(effect, vector),
    labels: labelsAfter(node, vector.labels),
  };
}

function sampleAfter({ sample }: Effect, before: Sample | undefined): Sample | undefined {
  if (sample === undefined) return 'gauge';
  if (sample === 'same') return before;
  return before === 'buckets' ? 'bucketRates' : before === 'native' ? 'nativeRates' : before === undefined ? undefined : 'gauge';
}

/** The rate of a histogram keeps what is observed and counts it per second. */
function unitAfter({ unit: effect }: Effect, { unit, sample }: VectorShape): Unit | undefined {
  if (typeof effect === 'object') return effect.becomes;
  if (unit === undefined) return undefined;
  const isHistogram = sample === 'buckets' || sample === 'native';
  return isHistogram && effect === perSecondUnit ? distributionUnit(observedUnit(unit), perSecondUnit(countedUnit(unit))) : effect(unit);
}

function labelsAfter(node: CallNode, labels: LabelSet): LabelSet {
  switch (node.name) {
    case 'histogram_quantile':
    case 'histogram_fraction':
      return dropped(labels, ['le']);
    case 'histogram_quantiles':
      return withLabel(dropped(labels, ['le']), textOf(node, 1));
    case 'label_join':
      return withLabel(labels, textOf(node, 1));
    case 'label_replace':
      return afterReplacement(node, labels);
    case 'info':
      return afterInfo(node, labels);
    default:
      return labels;
  }
}

/** An empty replacement takes the label away; a pattern that may not match leaves it as it was. */
function afterReplacement(node: CallNode, labels: LabelSet): LabelSet {
  const [target, replacement, source, pattern] = [textOf(node, 1), textOf(node, 2), textOf(node, 3), textOf(node, 4)];
  if (target === undefined) return labels;
  const always = pattern === '.*' || pattern === '(.*)' || (pattern === '' && source === '');
  if (replacement === '') return always ? dropped(labels, [target]) : withLabel(labels, target, true);
  return withLabel(labels, target, !always && labels.known.get(target)?.isOptional !== false);
}

/** Without a selector any label may be added; with one, those that it names. */
function afterInfo(node: CallNode, labels: LabelSet): LabelSet {
  const selector = node.arguments[1] === undefined ? undefined : unwrapped(node.arguments[1]);
  if (selector?.kind !== 'selector') return { known: labels.known, hasOthers: true };
  return selector.matchers.filter(({ label }) => label !== '__name__').reduce((after, matcher) => withLabel(after, matcher.label, matcherTest(matcher)('')), labels);
}

function withLabel(labels: LabelSet, label: string | undefined, isOptional = false): LabelSet {
  if (label === undefined) return labels;
  return { known: new Map<string, LabelFacts>([...labels.known, [label, { values: 'open', isOptional }]]), hasOthers: labels.hasOthers };
}

/** `absent` keeps the labels that its selector pins with one equality each, and no others. */
function pinnedLabels(node: CallNode): LabelSet {
  const argument = node.arguments[0] === undefined ? undefined : unwrapped(node.arguments[0]);
  const selector = argument?.kind === 'range' ? argument.selector : argument?.kind === 'selector' ? argument : undefined;
  const known = new Map<string, LabelFacts>();
  for (const { label, operator, value } of selector?.matchers ?? []) {
    const isPinned = operator === '=' && label !== '__name__' && selector?.matchers.filter((other) => other.label === label).length === 1;
    if (isPinned) known.set(label, { values: [value], isOptional: false });
  }
  return { known, hasOthers: false };
}

function textOf(node: CallNode, index: number): string | undefined {
  const argument = node.arguments[index] === undefined ? undefined : unwrapped(node.arguments[index]);
  return argument?.kind === 'string' ? argument.value : undefined;
}

function unitOfArgument(node: CallNode, shapeOf: (argument: Node) => Shape): Unit | undefined {
  const [argument] = node.arguments;
  const shape = argument === undefined ? undefined : shapeOf(argument);
  return shape === undefined || shape.kind === 'string' ? undefined : shape.unit;
}
