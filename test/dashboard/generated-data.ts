import { formatBound } from '../../lib/metric/family';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { isOpen } from '../../lib/metric/declaration';

/** A series as `promtool test rules` reads it. */
export interface GivenSeries {
  readonly series: string;
  readonly values: string;
}

/** What a metric looks like on a good day, as far as its declaration tells: every job, and every value of every label at least once. */
export function seriesOf(declaration: MetricDeclaration, samples: number): GivenSeries[] {
  const jobs = declaration.jobs.length === 0 ? [undefined] : declaration.jobs;
  const steady = (value: number): string => `${String(value)}x${String(samples)}`;
  const growing = (step: number): string => `0+${String(step)}x${String(samples)}`;
  return jobs.flatMap((job) =>
    labelSets(declaration).flatMap((own): GivenSeries[] => {
      const labels = job === undefined ? own : { job, instance: `${job}-0`, ...own };
      const named = (suffix: string, values: string, more: Readonly<Record<string, string>> = {}): GivenSeries => ({ series: `${declaration.name}${suffix}${braces({ ...labels, ...more })}`, values });
      switch (declaration.type) {
        case 'counter':
          return [named('', growing(10))];
        case 'histogram': {
          const bounds = declaration.buckets ?? [];
          const buckets = bounds.map((bound, index) => named('_bucket', growing(index + 1), { le: formatBound(bound) }));
          return [...buckets, named('_bucket', growing(bounds.length + 1), { le: '+Inf' }), named('_count', growing(bounds.length + 1)), named('_sum', growing(bounds.length))];
        }
        case 'summary':
          return [...(declaration.quantiles ?? []).map((quantile) => named('', steady(quantile), { quantile: formatBound(quantile) })), named('_count', growing(10)), named('_sum', growing(1))];
        default:
          return [named('', steady(1))];
      }
    }),
  );
}

/** What programs really say where a declaration leaves it open and a panel asks for it. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  code: ['200', '503'],
  status_code: ['200', '500'],
  handler: ['/api/v1/query', '/api/v1/query_range'],
  condition: ['Ready', 'MemoryPressure'],
  reason: ['CrashLoopBackOff', 'OOMKilled'],
  route: ['otlp_v1_logs', 'loki_api_v1_query_range'],
};

/** One set with the first value of every label, and one for each further value of each label. */
function labelSets({ labels }: MetricDeclaration): Readonly<Record<string, string>>[] {
  const values = Object.entries(labels).map(([label, possible]) => [label, isOpen(possible) ? (spoken[label] ?? ['canvascast-a', 'canvascast-b']) : possible] as const);
  const first: Record<string, string> = Object.fromEntries(values.map(([label, [value = '']]) => [label, value]));
  return [first, ...values.flatMap(([label, [, ...others]]) => others.map((value) => ({ ...first, [label]: value })))];
}

function braces(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',')}}`;
}
