import { perSecondUnit } from '../../core/unit';
import type { CallNode, Node } from '../../promql/node';
import { unwrapped } from '../../promql/node';
import type { LabelFacts, LabelSet } from '../../promql/shape';
import { dropped, noLabels } from '../../promql/shape';
import type { Facts } from './facts';
import { isVectorFacts, scalarFacts, vectorFacts } from './facts';
import type { Interval } from './interval';
import { added, anything, exactly, hull, interval, nonNegative, one, share } from './interval';

/** What a function does to the values of its vector. */
type Change = (vector: Facts, call: CallNode, factsOf: (node: Node) => Facts) => Partial<Facts>;

const counted: Interval = { min: 1, max: Infinity };

/** From the first sample that a Prometheus ever took to the end of the 32-bit era. */
const unixSeconds: Interval = { min: 1.4e9, max: 4.3e9 };

const keepsValue: Change = ({ unit, scale, values, share: isShare, declaration, isLifetime }) => ({ unit, scale, values, share: isShare, declaration, isLifetime });
const keepsAll: Change = ({ unit, scale, values, share: isShare, declaration, sample, buckets, isCondition, isLifetime }) => ({ unit, scale, values, share: isShare, declaration, sample, buckets, isCondition, isLifetime });
const between = (values: Interval): Change => () => ({ values });
const keepsUnit = (values: Interval): Change => ({ unit, scale, declaration }) => ({ unit, scale, values, declaration });
const becomes = (unit: string, values: Interval): Change => () => ({ unit, values });

/** Per-second increase, or increase: a histogram keeps the unit of what it observes. */
const increased = (isPerSecond: boolean): Change => ({ sample, unit, scale, buckets, declaration, isGuess }) => ({
  sample: sample === 'buckets' ? 'bucketRates' : sample === 'native' ? 'nativeRates' : sample === undefined ? undefined : 'gauge',
  unit: unit === undefined || !isPerSecond || sample === 'buckets' || sample === 'native' ? unit : perSecondUnit(unit),
  scale,
  buckets,
  declaration,
  isGuess,
  values: nonNegative,
});

const slope: Change = ({ unit, scale, declaration }) => ({ unit: unit === undefined ? undefined : perSecondUnit(unit), scale, declaration, values: anything });

const observed: Change = ({ unit, scale, buckets, declaration, isGuess }) => ({ unit, scale, declaration, isGuess, values: quantileValues(buckets) });

/** A quantile never exceeds the largest finite bound, nor falls below zero where the first bound is above it. */
function quantileValues(buckets: readonly number[] | undefined): Interval {
  const first = buckets?.[0];
  const top = buckets?.at(-1);
  return first === undefined || top === undefined ? anything : interval(first > 0 ? 0 : -Infinity, top);
}

const clamped: Change = (vector, call, factsOf) => {
  const [, a, b] = call.arguments.map((argument) => factsOf(argument).values);
  const all = vector.values;
  const lowest = call.name === 'clamp_max' ? undefined : a;
  const highest = call.name === 'clamp_min' ? undefined : call.name === 'clamp' ? b : a;
  const min = lowest === undefined ? all.min : Math.max(all.min, lowest.min);
  const max = highest === undefined ? all.max : Math.min(all.max, highest.max);
  // Where the bound lies beyond all values, every value becomes the bound.
  const values = min > max ? hull(exactly(lowest?.min ?? min), exactly(highest?.max ?? max)) : interval(Math.max(min, lowest?.min ?? -Infinity), Math.max(max, lowest?.min ?? -Infinity));
  return { unit: vector.unit, scale: vector.scale, values, declaration: vector.declaration, isLifetime: vector.isLifetime };
};

const rounded = (toWhole: (value: number) => number): Change => ({ unit, scale, values, declaration, isLifetime }) => ({ unit, scale, declaration, isLifetime, values: interval(toWhole(values.min), toWhole(values.max)) });

/** Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const changes: Readonly<Record<string, Change>> = {
  rate: increased(true), irate: increased(true), increase: increased(false),
  delta: keepsUnit(anything), idelta: keepsUnit(anything), deriv: slope, predict_linear: keepsUnit(anything), double_exponential_smoothing: keepsUnit(anything),
  avg_over_time: keepsValue, min_over_time: keepsValue, max_over_time: keepsValue, quantile_over_time: keepsValue, first_over_time: keepsAll, last_over_time: keepsAll,
  sum_over_time: ({ unit, scale, values, declaration, isLifetime }) => ({ unit: unit === 'ratio' ? undefined : unit, scale, declaration, isLifetime, values: added(values) }),
  stddev_over_time: keepsUnit(nonNegative), mad_over_time: keepsUnit(nonNegative), stdvar_over_time: between(nonNegative),
  count_over_time: between(counted), present_over_time: between(one), changes: between(nonNegative), resets: between(nonNegative),
  ts_of_max_over_time: becomes('timestamp', unixSeconds), ts_of_min_over_time: becomes('timestamp', unixSeconds), ts_of_first_over_time: becomes('timestamp', unixSeconds), ts_of_last_over_time: becomes('timestamp', unixSeconds),
  timestamp: becomes('timestamp', unixSeconds), start_timestamp: becomes('timestamp', unixSeconds),
  abs: ({ unit, scale, values, declaration, isLifetime }) => ({ unit, scale, declaration, isLifetime, values: values.min >= 0 ? values : { min: 0, max: Math.max(-values.min, values.max) } }),
  ceil: rounded(Math.ceil), floor: rounded(Math.floor), round: ({ unit, scale, declaration, values, isLifetime }) => ({ unit, scale, declaration, isLifetime, values: values.min >= 0 ? nonNegative : anything }),
  sgn: between({ min: -1, max: 1 }), sqrt: between(nonNegative), exp: between(nonNegative),
  clamp: clamped, clamp_min: clamped, clamp_max: clamped,
  sort: keepsAll, sort_desc: keepsAll, sort_by_label: keepsAll, sort_by_label_desc: keepsAll, label_replace: keepsAll, label_join: keepsAll, info: keepsAll,
  histogram_quantile: observed, histogram_avg: keepsUnit(anything), histogram_sum: keepsUnit(anything), histogram_count: between(nonNegative), histogram_stddev: keepsUnit(nonNegative), histogram_stdvar: between(nonNegative),
  histogram_fraction: () => ({ unit: 'ratio', values: share, share: 'certain' }),
  hour: between({ min: 0, max: 23 }), minute: between({ min: 0, max: 59 }), month: between({ min: 1, max: 12 }), day_of_week: between({ min: 0, max: 6 }),
  day_of_month: between({ min: 1, max: 31 }), day_of_year: between({ min: 1, max: 366 }), days_in_month: between({ min: 28, max: 31 }), year: between({ min: 1970, max: 9999 }),
};

export function inferCall(node: CallNode, factsOf: (node: Node) => Facts): Facts {
  const parts = node.arguments.map(factsOf);
  const vector = parts.find(isVectorFacts);
  switch (node.name) {
    case 'time':
      return scalarFacts({ unit: 'timestamp', values: unixSeconds });
    case 'pi':
      return scalarFacts({ values: exactly(Math.PI), constant: Math.PI });
    case 'scalar':
      return scalarFacts({ unit: parts[0]?.unit, scale: parts[0]?.scale ?? 1, values: parts[0]?.values ?? anything });
    case 'vector':
      return vectorFacts({ sample: 'gauge', labels: noLabels, unit: parts[0]?.unit, scale: parts[0]?.scale ?? 1, values: parts[0]?.values ?? anything, constant: parts[0]?.constant });
    case 'absent':
    case 'absent_over_time':
      return vectorFacts({ sample: 'gauge', values: one, labels: pinnedLabels(node), isCondition: true });
    default: {
      const labels = vector === undefined ? noLabels : labelsAfter(node, vector);
      const change = vector === undefined ? undefined : changes[node.name];
      const lone = vector === undefined ? changes[node.name]?.(vectorFacts({}), node, factsOf) : undefined;
      return vectorFacts({ sample: 'gauge', isGuess: vector?.isGuess ?? false, isCondition: vector?.isCondition ?? false, ...(vector === undefined ? lone : change?.(vector, node, factsOf)), labels });
    }
  }
}

function labelsAfter(node: CallNode, { labels }: Facts): LabelSet {
  switch (node.name) {
    case 'histogram_quantile':
    case 'histogram_fraction':
      return dropped(labels, ['le']);
    case 'label_replace':
    case 'label_join': {
      const destination = node.arguments[1];
      if (destination?.kind !== 'string') return labels;
      const known = new Map(labels.known);
      known.set(destination.value, { values: 'open', isOptional: node.name === 'label_replace' && labels.known.get(destination.value)?.isOptional !== false });
      return { known, hasOthers: labels.hasOthers };
    }
    case 'info':
    case 'histogram_quantiles':
      return { known: labels.known, hasOthers: true };
    default:
      return labels;
  }
}

/** `absent` keeps the labels that its selector pins by one equality each, and no others. An aggregation inside leaves none. */
function pinnedLabels(node: CallNode): LabelSet {
  const [first] = node.arguments;
  const argument = first === undefined ? undefined : unwrapped(first);
  const known = new Map<string, LabelFacts>();
  const selector = argument?.kind === 'selector' ? argument : argument?.kind === 'range' ? argument.selector : undefined;
  for (const { label, operator, value } of selector?.matchers ?? []) {
    const isPinned = operator === '=' && label !== '__name__' && selector?.matchers.filter((other) => other.label === label).length === 1;
    if (isPinned && value !== '') known.set(label, { values: [value], isOptional: false });
  }
  return { known, hasOthers: false };
}
