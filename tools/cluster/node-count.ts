import { InvalidArgumentError } from 'commander';

/** Reads the option `--nodes`. */
export function nodeCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 9) throw new InvalidArgumentError('a whole number from 1 to 9.');
  return count;
}
