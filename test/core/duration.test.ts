import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { days, formatDuration, hours, isDuration, milliseconds, minutes, parseDuration, seconds, weeks } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';

describe('a duration', () => {
  it.each([
    [milliseconds(250), 0.25, '250ms'],
    [seconds(90), 90, '1m30s'],
    [minutes(5), 300, '5m'],
    [hours(1.5), 5400, '1h30m'],
    [days(1), 86_400, '1d'],
    [weeks(1), 604_800, '7d'],
    [days(90), 7_776_000, '90d'],
    [minutes(-5), -300, '-5m'],
    [seconds(0), 0, '0s'],
    [seconds(0.0004), 0, '0s'],
    [seconds(1.5), 1.5, '1s500ms'],
  ])('%j is %d seconds and prints as %s', (duration, inSeconds, text) => {
    expect(duration.value).toBe(inSeconds);
    expect(duration.unit).toBe('seconds');
    expect(formatDuration(duration)).toBe(text);
  });

  it('is told from a quantity of seconds', () => {
    expect(isDuration(seconds(5))).toBe(true);
    expect(isDuration(quantity(5, 'seconds'))).toBe(false);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(minutes(5), { value: 1 })).toThrow(TypeError);
  });
});

describe('the text of a duration', () => {
  it.each([
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1y', 31_536_000_000],
    ['2w3d', 1_468_800_000],
    ['1d1ms', 86_400_001],
    ['0', 0],
    ['0s', 0],
    ['100ms', 100],
  ])('%s is %d milliseconds', (text, expected) => {
    expect(parseDuration(text)?.milliseconds).toBe(expected);
  });

  it.each(['', '5', 'm', '5 m', '30m1h', '1h1h', '1.5h', '-5m', '5min', '5M', '1h30', '1e3s'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('is read back as what was printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3e12 }), (length) => {
        expect(parseDuration(formatDuration(milliseconds(length)))?.milliseconds).toBe(length);
      }),
    );
  });

  it('is as short as its largest whole units allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3e11 }), (length) => {
        const units = Array.from(formatDuration(milliseconds(length)).matchAll(/\d+([a-z]+)/g), ([, unit]) => unit);
        expect(units).toEqual(['d', 'h', 'm', 's', 'ms'].filter((unit) => units.includes(unit)));
      }),
    );
  });
});
