import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BelfryError } from '../../lib/core/problem';
import { contains } from '../../lib/route/time-interval/contains';
import { spanSettings } from '../../lib/route/time-interval/render';
import type { TimeInterval } from '../../lib/route/time-interval/time-interval';
import { businessHours, holidays, maintenanceWindow, timeInterval } from '../../lib/route/time-interval/time-interval';

function includes({ spans }: TimeInterval, moment: string): boolean {
  return spans.some((span) => contains(span, new Date(moment)));
}

describe('business hours', () => {
  const office = businessHours('office', { timeZone: 'Europe/Kyiv', from: '09:00', to: '18:00' });

  test.each([
    ['2026-01-14T06:59:59Z', false],
    ['2026-01-14T07:00:00Z', true],
    ['2026-01-14T15:59:59Z', true],
    ['2026-01-14T16:00:00Z', false],
    ['2026-07-14T06:00:00Z', true],
    ['2026-07-14T15:00:00Z', false],
    ['2026-01-17T10:00:00Z', false],
  ])('%s: %s', (moment, isWithin) => {
    expect(includes(office, moment)).toBe(isWithin);
  });

  test('are written as Alertmanager reads them', () => {
    expect(office.spans.map(spanSettings)).toEqual([{ times: [{ start_time: '09:00', end_time: '18:00' }], weekdays: ['monday:friday'], location: 'Europe/Kyiv' }]);
  });
});

describe('holidays', () => {
  const days = holidays('holidays', { timeZone: 'Europe/Kyiv', dates: ['12-25', '2026-04-12', '02-29'] });

  test.each([
    ['2026-12-24T22:00:00Z', true],
    ['2030-12-25T12:00:00Z', true],
    ['2026-12-25T22:00:00Z', false],
    ['2026-04-12T12:00:00Z', true],
    ['2027-04-12T12:00:00Z', false],
    ['2028-02-29T12:00:00Z', true],
    ['2027-03-01T12:00:00Z', false],
  ])('%s: %s', (moment, isWithin) => {
    expect(includes(days, moment)).toBe(isWithin);
  });
});

describe('a maintenance window', () => {
  test('contains its minutes and no others', () => {
    const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2026, 11, 31) / 60_000 });
    const text = (at: number): string => new Date(at * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: -3_000, max: 23_000 }), (from, length, offset) => {
        const window = maintenanceWindow('window', { timeZone: 'UTC', from: text(from), to: text(from + length) });
        const at = from + offset;
        expect(includes(window, new Date(at * 60_000).toISOString())).toBe(offset >= 0 && offset < length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('keeps to the clock of its zone', () => {
    const window = maintenanceWindow('window', { timeZone: 'America/New_York', from: '2026-03-07 22:00', to: '2026-03-08 04:00' });
    expect(includes(window, '2026-03-08T02:59:00Z')).toBe(false);
    expect(includes(window, '2026-03-08T03:00:00Z')).toBe(true);
    expect(includes(window, '2026-03-08T07:59:00Z')).toBe(true);
    expect(includes(window, '2026-03-08T08:00:00Z')).toBe(false);
  });
});

describe('a time that cannot be meant is refused', () => {
  test.each<readonly [string, () => unknown]>([
    ['route/time-zone', () => timeInterval('a', { timeZone: 'Europe/Kiew' })],
    ['route/time-zone', () => timeInterval('a', { timeZone: 'europe/kyiv' })],
    ['route/time-zone', () => timeInterval('a', { timeZone: 'Local' })],
    ['route/time-zone', () => timeInterval('a', { timeZone: '' })],
    ['route/time-zone', () => timeInterval('a', { timeZone: '+02:00' })],
    ['route/interval-order', () => timeInterval('a', { timeZone: 'UTC', times: [{ from: '22:00', to: '06:00' }] })],
    ['route/interval-order', () => timeInterval('a', { timeZone: 'UTC', times: [{ from: '09:00', to: '09:00' }] })],
    ['route/interval-time', () => timeInterval('a', { timeZone: 'UTC', times: [{ from: '9:00', to: '10:00' }] })],
    ['route/interval-time', () => timeInterval('a', { timeZone: 'UTC', times: [{ from: '09:00', to: '24:01' }] })],
    ['route/interval-order', () => timeInterval('a', { timeZone: 'UTC', weekdays: [{ from: 'friday', to: 'monday' }] })],
    ['route/interval-order', () => timeInterval('a', { timeZone: 'UTC', daysOfMonth: [{ from: 20, to: 10 }] })],
    ['route/interval-order', () => timeInterval('a', { timeZone: 'UTC', daysOfMonth: [{ from: -3, to: 10 }] })],
    ['route/interval-day', () => timeInterval('a', { timeZone: 'UTC', daysOfMonth: [0] })],
    ['route/interval-day', () => timeInterval('a', { timeZone: 'UTC', daysOfMonth: [32] })],
    ['route/empty-interval', () => timeInterval('a', { timeZone: 'UTC', weekdays: [] })],
    ['route/interval-name', () => timeInterval(' ', { timeZone: 'UTC' })],
    ['route/interval-date', () => holidays('a', { timeZone: 'UTC', dates: ['2026-02-29'] })],
    ['route/interval-date', () => holidays('a', { timeZone: 'UTC', dates: ['25.12.'] })],
    ['route/interval-lost-day', () => holidays('a', { timeZone: 'Europe/Berlin', dates: ['03-31'] })],
    ['route/interval-date', () => maintenanceWindow('a', { timeZone: 'UTC', from: 'tonight', to: '2026-01-01 00:00' })],
    ['route/interval-order', () => maintenanceWindow('a', { timeZone: 'UTC', from: '2026-01-02 00:00', to: '2026-01-01 00:00' })],
    ['route/interval-length', () => maintenanceWindow('a', { timeZone: 'UTC', from: '2026-01-02 00:00', to: '2026-03-01 00:00' })],
  ])('%s', (check, action) => {
    expect(action).toThrow(BelfryError);
    expect(action).toThrow(`[${check}]`);
  });

  test('but what looks alike is right', () => {
    expect(() => timeInterval('a', { timeZone: 'Europe/Kyiv', times: [{ from: '22:00', to: '24:00' }], daysOfMonth: [{ from: 15, to: -1 }, -1], years: [2026, { from: 2027, to: 2028 }], months: ['march'] })).not.toThrow();
    expect(() => timeInterval('a', { timeZone: 'Europe/Kiev' })).not.toThrow();
    expect(() => timeInterval('a', { timeZone: 'US/Eastern' })).not.toThrow();
    expect(() => holidays('a', { timeZone: 'UTC', dates: ['03-31'] })).not.toThrow();
    expect(() => holidays('a', { timeZone: 'Europe/Berlin', dates: ['03-30', '10-31'] })).not.toThrow();
  });
});
