import { mistake } from '../../core/problem';
import type { Duration } from '../../core/duration';

/** A series of an answer. Moments are Unix seconds, the oldest first; values that are no finite numbers are left out. */
export interface AnsweredSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [moment: number, value: number])[];
}

/** The time that a dashboard shows. */
export interface TimeRange {
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
}

/**
 * The HTTP API of a Prometheus, or of anything that answers like one.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/api/#expression-queries
 */
export class PrometheusApi {
  readonly #url: string;

  /** `url` is what stands before `/api/v1/`. */
  constructor(url: string) {
    this.#url = url.replace(/\/+$/, '');
  }

  /** Values over a range. @throws BelfryError when nobody answers, or the query is refused */
  range(query: string, { from, to }: TimeRange, step: Duration): Promise<readonly AnsweredSeries[]> {
    return this.#ask('query_range', { query, start: String(from), end: String(to), step: String(step.value) });
  }

  /** Values at a moment. @throws BelfryError when nobody answers, or the query is refused */
  newest(query: string, moment: number): Promise<readonly AnsweredSeries[]> {
    return this.#ask('query', { query, time: String(moment) });
  }

  async #ask(path: string, parameters: Readonly<Record<string, string>>): Promise<readonly AnsweredSeries[]> {
    const url = `${this.#url}/api/v1/${path}`;
    let response: Response;
    let body: string;
    try {
      response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(parameters).toString() });
      body = await response.text();
    } catch (error) {
      throw mistake({ check: 'preview/unreachable', message: `nobody answers at ${url}: ${causeOf(error)}`, place: { subject: this.#url }, fix: 'check the address of Prometheus, and whether it runs' });
    }
    const answer = parsed(body);
    if (!response.ok || answer === undefined) {
      throw mistake({
        check: 'preview/refused',
        message: `${url} answers ${String(response.status)}: ${errorIn(body)}`,
        place: { subject: this.#url, excerpt: { text: parameters.query ?? '', from: 0, to: 1 } },
        fix: 'name the address of a Prometheus 3, without /api/v1',
      });
    }
    return answer;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function errorIn(body: string): string {
  const document = json(body);
  return typeof document === 'object' && document !== null && 'error' in document && typeof document.error === 'string' ? document.error : body.slice(0, 200);
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Undefined when it is no answer of Prometheus. A scalar is a series without labels. */
function parsed(body: string): readonly AnsweredSeries[] | undefined {
  const document = json(body);
  if (typeof document !== 'object' || document === null || !('data' in document)) return undefined;
  const { data } = document;
  if (typeof data !== 'object' || data === null || !('result' in data) || !Array.isArray(data.result)) return undefined;
  const { result } = data;
  if ('resultType' in data && data.resultType === 'scalar') return [{ labels: {}, points: points([result]) }];
  return result.map(seriesIn);
}

function seriesIn(result: unknown): AnsweredSeries {
  if (typeof result !== 'object' || result === null) return { labels: {}, points: [] };
  const labels = 'metric' in result ? labelsIn(result.metric) : {};
  if ('values' in result && Array.isArray(result.values)) return { labels, points: points(result.values) };
  return { labels, points: 'value' in result ? points([result.value]) : [] };
}

function labelsIn(metric: unknown): Readonly<Record<string, string>> {
  if (typeof metric !== 'object' || metric === null) return {};
  return Object.fromEntries(Object.entries(metric).map(([label, value]) => [label, String(value)]));
}

function points(pairs: readonly unknown[]): readonly (readonly [number, number])[] {
  return pairs.flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [moment, value] = [Number(pair[0]), Number(pair[1])];
    return Number.isFinite(moment) && Number.isFinite(value) ? [[moment, value] as const] : [];
  });
}
