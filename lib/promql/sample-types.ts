import type { Mistake } from '../core/mistake';
import type { Sample } from '../metric/declaration';

/** The sample type of a vector; a number counts as a gauge. */
export type SampleOf<A> = A extends { readonly __type: { readonly sample: infer S extends Sample } } ? S : 'gauge';

/** Cumulative as it is scraped: what it says depends on when each process started. */
export type Raw = 'counter' | 'buckets' | 'native';

/** What is left when a cumulative series becomes an increase. */
export type Increasing<S extends Sample> = S extends 'buckets' ? 'bucketRates' : S extends 'native' ? 'nativeRates' : 'gauge';

/** `unknown` for what only grows, otherwise the sentence that the compiler quotes. */
export type Cumulative<S extends Sample, Function_ extends string> = S extends Raw ? unknown : Mistake<`${Function_}() needs a counter or a histogram: for a gauge take delta(), deriv() or avgOverTime()`>;

/** `unknown` for one number that goes up and down, otherwise the sentence that the compiler quotes. */
export type OnlyGauge<S extends Sample, Function_ extends string> = S extends 'gauge'
  ? unknown
  : S extends 'counter'
    ? Mistake<`${Function_}() of a counter depends on when the process started: take rate() or increase() first`>
    : Mistake<`${Function_}() needs a gauge, not a histogram: take quantile() of its rate()`>;

/** Refuses counters and raw histograms: their values depend on when each process started. */
export type Momentary<S extends Sample, Function_ extends string> = S extends 'counter'
  ? Mistake<`${Function_}() of a counter mixes processes of different age: take rate() or increase() first`>
  : S extends 'buckets' | 'native'
    ? Mistake<`${Function_}() of a raw histogram mixes processes of different age: take rate() first`>
    : unknown;

/** What several series are ordered by, averaged or compared with each other: one number each. */
export type Numeric<S extends Sample, Function_ extends string> = S extends 'gauge'
  ? unknown
  : S extends 'bucketRates' | 'nativeRates'
    ? Mistake<`${Function_}() of a histogram means nothing: add up with sum(), then take quantile()`>
    : Momentary<S, Function_>;

/** The compiler quotes the sentence of a condition, and only the name of a plain alias. */
type RawOperand<S> = S extends Sample ? Mistake<'a counter or raw histogram by itself depends on when its process started: take rate() or increase() first'> : never;

/** `unknown` when both sides are numbers that can be held against each other. */
export type Comparable<S extends Sample, A> = [S | SampleOf<A>] extends ['gauge'] ? unknown : Raw & (S | SampleOf<A>) extends never ? Mistake<'a histogram is no number to compare: take quantile() or histogramAvg()'> : RawOperand<'counter'>;

/** Sums and differences join like with like: two numbers, or two histograms of one kind. */
export type Summable<S extends Sample, A> = Raw & (S | SampleOf<A>) extends never ? ([S, SampleOf<A>] extends [SampleOf<A>, S] ? unknown : Mistake<'a histogram and a number cannot be added or subtracted'>) : RawOperand<'counter'>;

/** A histogram can be multiplied by a number, and the other way about. */
export type Multipliable<S extends Sample, A> = Raw & (S | SampleOf<A>) extends never ? ('gauge' extends S | SampleOf<A> ? unknown : Mistake<'two histograms cannot be multiplied'>) : RawOperand<'counter'>;

/** A histogram can be divided by a number, not the other way about. */
export type Divisible<S extends Sample, A> = Raw & (S | SampleOf<A>) extends never ? (SampleOf<A> extends 'gauge' ? unknown : Mistake<'nothing can be divided by a histogram: take histogramCount() or the count series'>) : RawOperand<'counter'>;

/** What arithmetic yields: a histogram where one took part, otherwise a number. */
export type Blend<S extends Sample, T extends Sample> = S extends 'gauge' ? T : S;

/** `unknown` for native histograms after `rate`, otherwise the sentence that the compiler quotes. */
export type OnlyNative<S extends Sample, Function_ extends string> = S extends 'nativeRates'
  ? unknown
  : S extends 'native'
    ? Mistake<`${Function_}() of a raw histogram is the one since the process started: take rate() first`>
    : Mistake<`${Function_}() needs a native histogram: a classic one has series of their own for count and sum`>;

/** `unknown` for what a quantile can be taken of, otherwise the sentence that the compiler quotes. */
export type Quantifiable<S extends Sample, L extends string> = S extends 'bucketRates'
  ? 'le' extends L
    ? unknown
    : Mistake<"keep 'le' in the aggregation: a quantile needs the buckets">
  : S extends 'nativeRates'
    ? unknown
    : S extends 'buckets' | 'native'
      ? Mistake<'a quantile of a raw histogram is the one since the process started: take rate() first'>
      : Mistake<'a quantile needs the buckets of a histogram'>;
