import type { Quantity } from '../../core/quantity';
import { byteText } from './quantity-text';

/** How a size follows from the workload, for the documentation. It stands beside the numbers that it names. */
export interface Formula {
  /** What is sized: `memory`, `volume of the write-ahead log`. */
  readonly what: string;
  readonly formula: string;
  /** Where the numbers are from: a page of the program's authors, or what was measured on which version. */
  readonly source: string;
}

/** An amount of bytes in a formula: `240 MiB`. */
export function inWords(amount: Quantity<'bytes'>): string {
  return byteText(amount).replace(/([GMK]i)$/, ' $1B');
}
