import { describe, expect, test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import { displayFactor } from '../../lib/dashboard/display';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { formatValue } from '../../lib/preview/value-format';
import { everyKind } from '../dashboard/every-kind';

describe('a value', () => {
  test.each<readonly [string | undefined, number, string]>([
    ['s', 0, '0 s'],
    ['s', 0.00042, '420 µs'],
    ['s', 0.25, '250 ms'],
    ['s', 12.34, '12.3 s'],
    ['s', 90, '1.5 min'],
    ['s', 5400, '1.5 h'],
    ['s', 200_000, '2.31 d'],
    ['dtdurations', 93_784, '1 d 2 h'],
    ['dtdurations', 59, '59 s'],
    ['dtdurations', 0, '0 s'],
    ['percentunit', 0.0114, '1.14 %'],
    ['percentunit', 1, '100 %'],
    ['bytes', 1536, '1.5 KiB'],
    ['bytes', 5, '5 B'],
    ['decbytes', 1500, '1.5 kB'],
    ['binBps', 3 * 1024 ** 2, '3 MiB/s'],
    ['Bps', 2e6, '2 MB/s'],
    ['reqps', 1234, '1.23K req/s'],
    ['count:jobs', 1500, '1.5K jobs'],
    ['count:jobs', 12, '12 jobs'],
    ['currencyUSD', 1200, '$1.2K'],
    ['currencyJPY', 3, '3 JPY'],
    ['dateTimeAsIso', 1_768_478_400_000, '2026-01-15 12:00:00'],
    ['bool_yes_no', 0, 'no'],
    ['celsius', 21.5, '21.5 °C'],
    ['none', 0.00042, '0.00042'],
    [undefined, -2500, '-2.5K'],
    ['s', Number.NaN, '–'],
  ])('%s %d reads %s', (display, value, text) => {
    expect(formatValue(display, value)).toBe(text);
  });

  test('reads well in every unit that a dashboard uses: none shows the unit by its name in Grafana', () => {
    const displays = new Set([...dashboards, everyKind].flatMap(({ rows }) => rows.flatMap(({ panels }) => panels.flatMap(displaysOf))));
    expect(displays.size).toBeGreaterThan(10);
    for (const display of displays) {
      const text = formatValue(display, 42 * displayFactor(display));
      expect(text).toMatch(/\d|yes|on|true/);
      expect(text).not.toMatch(/reqps|currency|percentunit|bytes|Bps|count:|dateTime|dtdurations/);
    }
  });
});

function displaysOf(panel: Panel): readonly string[] {
  const all = 'display' in panel ? [panel.display] : 'columns' in panel ? panel.columns.map(({ display }) => display) : [];
  return all.filter((display) => display !== undefined);
}
