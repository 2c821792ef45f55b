import { perSecondUnit } from '../core/unit';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { CallNode, Node } from './node';
import { selectors } from './node';
import type { LabelFacts, LabelSet, Shape, VectorShape } from './shape';
import { dropped, noLabels } from './shape';

/** What a function makes of the unit of its vector. */
type UnitEffect = 'same' | 'perSecond' | { readonly becomes: Unit | undefined };

interface Effect {
  readonly unit: UnitEffect;
  /** @default gauge */
  readonly sample?: 'increase' | 'same';
}

const same: Effect = { unit: 'same' };
const moment = (unit: Unit | undefined): Effect => ({ unit: { becomes: unit } });

/** Functions of vectors and what they do to the unit. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const effects: Readonly<Record<string, Effect>> = {
  rate: { unit: 'perSecond', sample: 'increase' },
  irate: { unit: 'perSecond', sample: 'increase' },
  increase: { unit: 'same', sample: 'increase' },
  deriv: { unit: 'perSecond' },
  delta: same, idelta: same, predict_linear: same, double_exponential_smoothing: same,
  avg_over_time: same, min_over_time: same, max_over_time: same, sum_over_time: same, last_over_time: { unit: 'same', sample: 'same' },
  first_over_time: { unit: 'same', sample: 'same' }, quantile_over_time: same, stddev_over_time: same, mad_over_time: same, stdvar_over_time: moment(undefined),
  count_over_time: moment('samples'), present_over_time: moment('ratio'), changes: moment('changes'), resets: moment('resets'),
  ts_of_max_over_time: moment('timestamp'), ts_of_min_over_time: moment('timestamp'), ts_of_last_over_time: moment('timestamp'), ts_of_first_over_time: moment('timestamp'),
  abs: same, ceil: same, floor: same, round: same, clamp: same, clamp_min: same, clamp_max: same,
  sort: { unit: 'same', sample: 'same' }, sort_desc: { unit: 'same', sample: 'same' }, sort_by_label: { unit: 'same', sample: 'same' }, sort_by_label_desc: { unit: 'same', sample: 'same' },
  timestamp: moment('timestamp'), sgn: moment('ratio'), sqrt: moment(undefined), exp: moment(undefined), ln: moment(undefined), log2: moment(undefined), log10: moment(undefined),
  histogram_avg: same, histogram_sum: same, histogram_count: moment(undefined), histogram_fraction: moment('ratio'), histogram_quantile: same, histogram_stddev: same, histogram_stdvar: moment(undefined), histogram_quantiles: same,
  label_replace: { unit: 'same', sample: 'same' }, label_join: { unit: 'same', sample: 'same' }, info: { unit: 'same', sample: 'same' },
};

/** The shape of a function call; `shapeOf` infers its arguments. */
export function inferCall(node: CallNode, shapeOf: (argument: Node) => Shape): Shape {
  switch (node.name) {
    case 'time':
      return { kind: 'scalar', unit: 'timestamp' };
    case 'pi':
      return { kind: 'scalar', unit: undefined };
    case 'scalar':
      return { kind: 'scalar', unit: unitOfShape(argumentShape(node, 0, shapeOf)) };
    case 'vector':
      return { kind: 'instant', sample: 'gauge', unit: unitOfShape(argumentShape(node, 0, shapeOf)), labels: noLabels };
    case 'absent':
    case 'absent_over_time':
      return { kind: 'instant', sample: 'gauge', unit: 'ratio', labels: pinnedLabels(node) };
    default:
      return inferVectorCall(node, shapeOf);
  }
}

function inferVectorCall(node: CallNode, shapeOf: (argument: Node) => Shape): Shape {
  const vectors = node.arguments.map(shapeOf).filter((shape): shape is VectorShape => shape.kind === 'instant' || shape.kind === 'range');
  const [vector] = vectors;
  const effect = effects[node.name];
  if (vector === undefined) return { kind: 'instant', sample: 'gauge', unit: undefined, labels: noLabels };
  return {
    kind: 'instant',
    sample: effect === undefined ? 'gauge' : sampleAfter(effect, vector.sample),
    unit: effect === undefined ? undefined : unitAfter(effect.unit, vector),
    labels: labelsAfter(node, vector.labels),
  };
}

function sampleAfter({ sample }: Effect, before: Sample | undefined): Sample | undefined {
  if (sample === undefined) return 'gauge';
  if (sample === 'same') return before;
  return before === 'buckets' ? 'bucketRates' : before === 'native' ? 'nativeRates' : before === undefined ? undefined : 'gauge';
}

/** The rate of a histogram keeps the unit of what is observed. */
function unitAfter(effect: UnitEffect, { unit, sample }: VectorShape): Unit | undefined {
  if (typeof effect === 'object') return effect.becomes;
  if (effect === 'same' || unit === undefined) return unit;
  return sample === 'buckets' || sample === 'native' ? unit : perSecondUnit(unit);
}

function labelsAfter(node: CallNode, labels: LabelSet): LabelSet {
  switch (node.name) {
    case 'histogram_quantile':
    case 'histogram_fraction':
      return dropped(labels, ['le']);
    case 'label_replace':
    case 'label_join': {
      const target = node.arguments[1];
      if (target?.kind !== 'string') return labels;
      const isCertain = node.name === 'label_join' || labels.known.get(target.value)?.isOptional === false;
      return { known: new Map([...labels.known, [target.value, { values: 'open', isOptional: !isCertain }]]), hasOthers: labels.hasOthers };
    }
    case 'info':
      return { known: labels.known, hasOthers: true };
    default:
      return labels;
  }
}

/** `absent` keeps the labels that its selector pins with one equality each, and no others. */
function pinnedLabels(node: CallNode): LabelSet {
  const [selector] = selectors(node);
  const known = new Map<string, LabelFacts>();
  for (const { label, operator, value } of selector?.matchers ?? []) {
    const isPinned = operator === '=' && label !== '__name__' && selector?.matchers.filter((other) => other.label === label).length === 1;
    if (isPinned) known.set(label, { values: [value], isOptional: false });
  }
  return { known, hasOthers: false };
}

function argumentShape(node: CallNode, index: number, shapeOf: (argument: Node) => Shape): Shape | undefined {
  const argument = node.arguments[index];
  return argument === undefined ? undefined : shapeOf(argument);
}

function unitOfShape(shape: Shape | undefined): Unit | undefined {
  return shape === undefined || shape.kind === 'string' ? undefined : shape.unit;
}
