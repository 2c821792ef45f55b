/** LogQL: queries of logs, typed and as text. */
export * from './aggregate';
export * from './over-time';
export { inferLogql } from './infer';
export { parseLogql, tryParseLogql } from './parse';
export { printLogql } from './print';
export { logStream } from './stream';
export type { LogLines } from './lines';
export type { LogStream } from './stream';
export type { LogCondition, LogSeries } from './series';
