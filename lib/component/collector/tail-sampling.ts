import type { Duration } from '../../core/duration';
import { formatDuration, seconds } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';

/** Which finished traces are kept. A trace is kept when one of these says so. */
export interface TailSampling {
  /** A trace that takes longer is always kept. */
  readonly slowerThan: Duration;
  /** Shares of single routes; the first that names a trace's route counts. @default none */
  readonly routes?: readonly RouteSampling[];
  /** The share of everything else that went well. */
  readonly rest: Quantity<'ratio'>;
  /** Time from the first span of a trace to the decision; what comes later follows the decision. @default ten seconds */
  readonly decideAfter?: Duration;
}

export interface RouteSampling {
  /** `http.route` of any span of the trace: `/health`. */
  readonly route: string;
  readonly share: Quantity<'ratio'>;
}

/** Long enough for a request that times out after a few seconds, short enough to be held in memory. */
const usualWait = seconds(10);

export function decisionWait({ decideAfter = usualWait }: TailSampling): Duration {
  return decideAfter;
}

/**
 * The tail sampling processor. Traces with an error and slow ones are always kept; routes with a share of their own are
 * taken out of the rest, so that a health check can be rarer than everything else.
 *
 * Source: README of the tail sampling processor 0.145.
 */
export function tailSampling(rules: TailSampling, spanRate: Quantity<'spans/s'>): Data {
  const { slowerThan, routes = [], rest } = rules;
  const wait = decisionWait(rules);
  // No trace has less than one span, so that more than these cannot be undecided at once; doubled for a burst.
  const undecided = Math.max(1000, Math.ceil(spanRate.value * wait.value * 2));
  const onRoute = (values: readonly string[], otherwise = false): Data => ({
    name: 'route',
    type: 'string_attribute',
    string_attribute: { key: 'http.route', values, ...(otherwise ? { invert_match: true } : {}) },
  });
  const both = (name: string, ...parts: readonly Data[]): Data => ({ name, type: 'and', and: { and_sub_policy: parts } });
  const named = routes.map(({ route }) => route);
  return {
    decision_wait: formatDuration(wait),
    num_traces: undecided,
    // Spans wait at their senders instead of pushing undecided traces out.
    block_on_overflow: true,
    // Spans that come after the decision follow it.
    decision_cache: { sampled_cache_size: undecided * 10, non_sampled_cache_size: undecided * 10 },
    policies: [
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: slowerThan.milliseconds } },
      ...routes.map((entry, index) => {
        const before = named.slice(0, index);
        return both(`route ${entry.route}`, onRoute([entry.route]), ...(before.length === 0 ? [] : [onRoute(before, true)]), ofAll('share', entry.share));
      }),
      named.length === 0 ? ofAll('rest', rest) : both('rest', onRoute(named, true), ofAll('share', rest)),
    ],
  };
}

function ofAll(name: string, { value }: Quantity<'ratio'>): Data {
  return { name, type: 'probabilistic', probabilistic: { sampling_percentage: Number((value * 100).toPrecision(12)) } };
}
