import type * as grafanaUnits from '@grafana/grafana-foundation-sdk/units';
import type { Unit } from '../core/unit';

/** Every unit that Grafana knows by itself. */
export type GrafanaUnit = (typeof grafanaUnits)[keyof typeof grafanaUnits];

/** What people pay in. */
type Currency = Extract<GrafanaUnit, `currency${string}`>;

/** Units for what is counted. `count:jobs` writes `1.5K jobs`. */
type CountUnit = Extract<GrafanaUnit, 'short' | 'sishort' | 'none' | 'locale'> | `count:${string}`;

/**
 * The ways to write a value of this unit. All of them read the unit that the expression has, so that seconds cannot be
 * shown as milliseconds, nor bytes as bits.
 */
export type DisplayOf<U extends Unit> = string extends U
  ? GrafanaUnit | `count:${string}`
  : U extends 'seconds'
    ? Extract<GrafanaUnit, 's' | 'dtdurations' | 'clocks'>
    : U extends 'bytes'
      ? Extract<GrafanaUnit, 'bytes' | 'decbytes'>
      : U extends 'bytes/s'
        ? Extract<GrafanaUnit, 'binBps' | 'Bps'>
        : U extends 'ratio'
          ? Extract<GrafanaUnit, 'percentunit' | 'none' | 'short' | 'bool_yes_no' | 'bool_on_off' | 'bool'>
          : U extends 'timestamp'
            ? Extract<GrafanaUnit, 'dateTimeAsIso' | 'dateTimeAsSystem' | 'dateTimeFromNow'>
            : U extends `${string}/s`
              ? Extract<GrafanaUnit, 'short' | 'none' | 'cps' | 'ops' | 'reqps' | 'rps' | 'wps' | 'iops' | 'eps' | 'mps' | 'recps' | 'rowsps'> | `count:${string}`
              : CountUnit | Currency;

/** How a value of each unit is written when nobody says otherwise. Bytes are binary, as memory and disks are measured. */
const displays: Readonly<Record<string, GrafanaUnit>> = {
  seconds: 's',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  ratio: 'percentunit',
  timestamp: 'dateTimeAsIso',
  'requests/s': 'reqps',
  'operations/s': 'ops',
  'events/s': 'eps',
  'messages/s': 'mps',
  'records/s': 'recps',
  'rows/s': 'rowsps',
  celsius: 'celsius',
  volts: 'volt',
  amperes: 'amp',
  joules: 'joule',
  hertz: 'hertz',
};

const currencyCode = /^[A-Z]{3}(?=$|\/s$| per )/;

/**
 * Grafana's name for a unit: `seconds` is `s`, `requests/s` is `reqps`, `USD` is `currencyUSD`; a word of your own is
 * written behind the number, so `jobs` reads `12 jobs`. Undefined where the unit is unknown.
 * Source of `count:`: packages/grafana-data/src/valueFormats/valueFormats.ts in grafana/grafana.
 */
export function displayOf(unit: Unit | undefined): string | undefined {
  if (unit === undefined) return undefined;
  const known = displays[unit];
  if (known !== undefined) return known;
  const [currency] = currencyCode.exec(unit) ?? [];
  return currency === undefined ? `count:${unit}` : `currency${currency}`;
}

/** Grafana reads moments in milliseconds, Prometheus writes them in seconds. */
export function displayFactor(display: string | undefined): number {
  return display?.startsWith('dateTime') === true ? 1000 : 1;
}
