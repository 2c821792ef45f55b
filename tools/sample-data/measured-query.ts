import type { Duration } from '../../lib/core/duration';

/** A question to Prometheus: the newest value, or values over a range. Moments are Unix seconds. */
export interface Question {
  readonly query: string;
  readonly at: number;
  /** What lies before `at`, a value for each step. @default the newest value alone */
  readonly range?: { readonly back: Duration; readonly step: Duration };
}

/** An answer, and what it cost Prometheus to find it. */
export interface MeasuredAnswer {
  /** Labels of each series, with its newest value. */
  readonly series: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
  /** Warnings and hints that it attaches to the answer. */
  readonly annotations: readonly string[];
  /** Samples that were read, for every series and every step. */
  readonly samples: number;
  /** Seconds that the engine needed. */
  readonly seconds: number;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
  readonly data?: { readonly result: readonly Series[] | Sample; readonly stats: { readonly timings: { readonly evalTotalTime: number }; readonly samples: { readonly totalQueryableSamples: number } } };
}

type Sample = readonly [moment: number, value: string];

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: Sample;
  readonly values?: readonly Sample[];
}

/**
 * Asks a Prometheus at `url`, statistics included.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries, `stats=all`
 */
export async function measuredQuery(url: string, { query, at, range }: Question): Promise<MeasuredAnswer> {
  const parameters = range === undefined ? { time: String(at) } : { start: String(at - range.back.value), end: String(at), step: String(range.step.value) };
  const response = await fetch(`${url}/api/v1/${range === undefined ? 'query' : 'query_range'}`, { method: 'POST', body: new URLSearchParams({ query, stats: 'all', ...parameters }) });
  const { data, error, warnings = [], infos = [] } = (await response.json()) as Answer;
  if (data === undefined) throw new Error(`${query} was not evaluated: ${error ?? response.statusText}`);
  return { series: seriesIn(data.result), annotations: [...warnings, ...infos], samples: data.stats.samples.totalQueryableSamples, seconds: data.stats.timings.evalTotalTime };
}

/** A scalar is a series without labels. */
function seriesIn(result: readonly Series[] | Sample): MeasuredAnswer['series'] {
  if (isSample(result)) return [{ labels: {}, value: Number(result[1]) }];
  return result.map(({ metric, value, values }) => ({ labels: metric, value: Number((value ?? values?.at(-1))?.[1]) }));
}

function isSample(result: readonly Series[] | Sample): result is Sample {
  return typeof result[0] === 'number';
}
