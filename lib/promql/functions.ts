/**
 * Every function of PromQL that Prometheus takes without a feature flag, by family; those behind one are in
 * `experimental.ts`. Names are Prometheus' own in camel case, but for two: `quantile` is `histogram_quantile`, and
 * `ratio` is a quotient of vectors with the same labels.
 */
export * from './functions-angle';
export * from './functions-counter';
export * from './functions-gauge';
export * from './functions-histogram';
export * from './functions-label';
export * from './functions-math';
export * from './functions-order';
export * from './functions-over-time';
export * from './functions-presence';
export * from './functions-time';
