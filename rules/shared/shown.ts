import type { Unit } from '../../lib/core/unit';

/**
 * What the reader of an alert sees of a value, for the descriptions that scenarios expect: `shown('ratio', 0.0945)` is
 * `9.45%`, `shown('seconds', 5400)` is `1h 30m 0s`, `shown('orders', 12500)` is `12.5k`. The same as Prometheus' own
 * functions for templates, each of which keeps four digits, and as `printf "%.3g"` for rates.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers
 */
export function shown(unit: Unit, value: number): string {
  if (unit === 'ratio') return `${digits(value * 100, 4)}%`;
  if (unit === 'seconds') return duration(value);
  if (unit === 'bytes') return `${scaled(value, 1024, ['', 'ki', 'Mi', 'Gi', 'Ti'])}B`;
  if (unit === 'bytes/s') return `${shown('bytes', value)}/s`;
  if (unit.endsWith('/s')) return digits(value, 3);
  return value > 0 && value < 1 ? scaled(value * 1000, 1000, ['m']) : scaled(value, 1000, ['', 'k', 'M', 'G', 'T']);
}

function duration(value: number): string {
  if (value === 0) return '0s';
  if (value < 1) return `${scaled(value * 1000, 1000, ['m'])}s`;
  const whole = Math.floor(value);
  const parts: readonly (readonly [number, string])[] = [[Math.floor(whole / 86_400), 'd'], [Math.floor(whole / 3600) % 24, 'h'], [Math.floor(whole / 60) % 60, 'm'], [whole % 60, 's']];
  const first = parts.findIndex(([amount]) => amount > 0);
  return first === 3 ? `${digits(value, 4)}s` : parts.slice(first).map(([amount, letter]) => `${amount}${letter}`).join(' ');
}

function scaled(value: number, step: number, prefixes: readonly string[]): string {
  let rest = value;
  let index = 0;
  while (Math.abs(rest) >= step && index < prefixes.length - 1) {
    rest /= step;
    index += 1;
  }
  return `${digits(rest, 4)}${prefixes[index] ?? ''}`;
}

function digits(value: number, count: number): string {
  return String(Number(value.toPrecision(count)));
}
