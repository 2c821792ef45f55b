/** What an expression yields, in the words of Prometheus' documentation. */
export type ValueType = 'scalar' | 'string' | 'instant vector' | 'range vector';

export interface FunctionSignature {
  readonly name: string;
  /** Types in order. The last one also stands for every further argument where more are allowed. */
  readonly arguments: readonly ValueType[];
  /** Fewest arguments. */
  readonly atLeast: number;
  /** Most arguments; `Infinity` where there is no limit. */
  readonly atMost: number;
  readonly returns: 'scalar' | 'instant vector';
  /** Prometheus refuses it unless it runs with `--enable-feature=promql-experimental-functions`. */
  readonly experimental: boolean;
}

type Returns = FunctionSignature['returns'];
type Arity = Partial<Pick<FunctionSignature, 'atLeast' | 'atMost' | 'experimental'>>;

const entries: FunctionSignature[] = [];

function declare(names: string, args: readonly ValueType[], returns: Returns, { atLeast = args.length, atMost = args.length, experimental = false }: Arity = {}): void {
  for (const name of names.split(' ')) entries.push(Object.freeze({ name, arguments: args, atLeast, atMost, returns, experimental }));
}

const [scalar, string, instant, range] = ['scalar', 'string', 'instant vector', 'range vector'] as const;
const experimental = true;

declare('abs absent ceil exp floor ln log10 log2 sgn sqrt', [instant], instant);
declare('acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh', [instant], instant);
declare('sort sort_desc timestamp', [instant], instant);
declare('histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar', [instant], instant);
declare('start_timestamp', [instant], instant, { experimental });
declare('day_of_month day_of_week day_of_year days_in_month hour minute month year', [instant], instant, { atLeast: 0 });
declare('scalar', [instant], scalar);
declare('vector', [scalar], instant);
declare('pi time', [], scalar);
declare('start end step range', [], scalar, { experimental });
declare('max_of min_of', [scalar, scalar], scalar, { experimental });

declare('clamp', [instant, scalar, scalar], instant);
declare('clamp_max clamp_min', [instant, scalar], instant);
declare('round', [instant, scalar], instant, { atLeast: 1 });
declare('histogram_quantile', [scalar, instant], instant);
declare('histogram_fraction', [scalar, scalar, instant], instant);
declare('histogram_quantiles', [instant, string, scalar, scalar], instant, { atLeast: 3, atMost: 12, experimental });
declare('label_replace', [instant, string, string, string, string], instant);
declare('label_join', [instant, string, string, string], instant, { atLeast: 3, atMost: Infinity });
declare('sort_by_label sort_by_label_desc', [instant, string], instant, { atLeast: 1, atMost: Infinity, experimental });
declare('info', [instant, instant], instant, { atLeast: 1, experimental });

declare('rate irate increase delta idelta deriv changes resets', [range], instant);
declare('avg_over_time min_over_time max_over_time sum_over_time count_over_time', [range], instant);
declare('first_over_time last_over_time present_over_time absent_over_time stddev_over_time stdvar_over_time', [range], instant);
declare('mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time', [range], instant, { experimental });
declare('quantile_over_time', [scalar, range], instant);
declare('predict_linear', [range, scalar], instant);
declare('double_exponential_smoothing', [range, scalar, scalar], instant, { experimental });

/**
 * Every function of Prometheus 3.15 by name. A test compares the table with the one that Prometheus is built from.
 * Source: `promql/parser/functions.go` of github.com/prometheus/prometheus v0.315.0.
 */
export const functionTable: ReadonlyMap<string, FunctionSignature> = new Map(entries.map((entry) => [entry.name, entry]));
