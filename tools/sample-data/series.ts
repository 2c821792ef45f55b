import { formatBound } from '../../lib/metric/family';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { isOpen } from '../../lib/metric/declaration';

/** A series as its declaration lets one expect it on a good day: it stands still, or it grows by the same step. */
export interface SampleSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly from: number;
  /** Growth from one sample to the next. */
  readonly step: number;
}

/** Every job, and every value of every label at least once. */
export function sampleSeries(declaration: MetricDeclaration): SampleSeries[] {
  const jobs = declaration.jobs.length === 0 ? [undefined] : declaration.jobs;
  return jobs.flatMap((job) => labelSets(declaration).flatMap((own) => seriesWith(declaration, job === undefined ? own : { job, instance: `${job}-0`, ...own })));
}

function seriesWith(declaration: MetricDeclaration, labels: Readonly<Record<string, string>>): SampleSeries[] {
  const named = (suffix: string, from: number, step: number, more: Readonly<Record<string, string>> = {}): SampleSeries => ({ name: `${declaration.name}${suffix}`, labels: { ...labels, ...more }, from, step });
  switch (declaration.type) {
    case 'counter':
      return [named('', 0, 10)];
    case 'histogram': {
      const bounds = declaration.buckets ?? [];
      const buckets = bounds.map((bound, index) => named('_bucket', 0, index + 1, { le: formatBound(bound) }));
      return [...buckets, named('_bucket', 0, bounds.length + 1, { le: '+Inf' }), named('_count', 0, bounds.length + 1), named('_sum', 0, bounds.length)];
    }
    case 'summary':
      return [...(declaration.quantiles ?? []).map((quantile) => named('', quantile, 0, { quantile: formatBound(quantile) })), named('_count', 0, 10), named('_sum', 0, 1)];
    default:
      return [named('', 1, 0)];
  }
}

/** What programs really say where a declaration leaves it open and a panel asks for it. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  code: ['200', '503'],
  status_code: ['200', '500'],
  handler: ['/api/v1/query', '/api/v1/query_range'],
  condition: ['Ready', 'MemoryPressure'],
  reason: ['CrashLoopBackOff', 'OOMKilled'],
  route: ['otlp_v1_logs', 'loki_api_v1_query_range', '/api/payments', '/api/orders', '/api/reports'],
  target: ['canvascast-a', 'canvascast-b', 'backend-live', 'backend-ready', 'payment-cards', 'backend-api-live', 'backend-api-ready', 'quickcart-bot', 'pakasir', 'telegram-api', 'buatfilm-api', 'buatfilm-webhook', 'midtrans'],
};

/** One set with the first value of every label, and one for each further value of each label. */
function labelSets({ labels }: MetricDeclaration): Readonly<Record<string, string>>[] {
  const values = Object.entries(labels).map(([label, possible]) => [label, isOpen(possible) ? (spoken[label] ?? ['canvascast-a', 'canvascast-b']) : possible] as const);
  const first: Record<string, string> = Object.fromEntries(values.map(([label, [value = '']]) => [label, value]));
  return [first, ...values.flatMap(([label, [, ...others]]) => others.map((value) => ({ ...first, [label]: value })))];
}
