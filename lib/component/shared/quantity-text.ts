import type { Quantity } from '../../core/quantity';
import { quantity } from '../../core/quantity';

/** Processor time: `cores(0.25)` prints `250m`. */
export function cores(value: number): Quantity<'cores'> {
  return quantity(value, 'cores');
}

const binaryUnits: readonly (readonly [suffix: string, size: number])[] = [
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
];

/**
 * Bytes as Kubernetes writes them, in the largest unit that divides them: `gibibytes(2)` prints `2Gi`,
 * `mebibytes(1536)` prints `1536Mi`.
 */
export function byteText({ value }: Quantity<'bytes'>): string {
  const whole = Math.ceil(value);
  for (const [suffix, size] of binaryUnits) {
    if (whole >= size && whole % size === 0) return `${String(whole / size)}${suffix}`;
  }
  return String(whole);
}

/** Cores as Kubernetes writes them: whole numbers plain, the rest in thousandths. */
export function coreText({ value }: Quantity<'cores'>): string {
  return Number.isInteger(value) ? String(value) : `${String(Math.round(value * 1000))}m`;
}

/** Rounds bytes up to whole steps, so that an estimate does not pretend to precision: whole GiB of a volume, whole 64 MiB of memory. */
export function roundedUp({ value }: Quantity<'bytes'>, step: Quantity<'bytes'>): Quantity<'bytes'> {
  return quantity(Math.ceil(value / step.value) * step.value, 'bytes');
}
