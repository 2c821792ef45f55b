import { describe, expect, it } from '@jest/globals';
import { bytes, fraction, gibibytes, kibibytes, mebibytes, percent, perSecond, quantity } from '../../lib/core/quantity';

describe('a quantity', () => {
  it.each([
    [percent(5), 0.05, 'ratio'],
    [percent(7), 0.07, 'ratio'],
    [fraction(0.999), 0.999, 'ratio'],
    [bytes(512), 512, 'bytes'],
    [kibibytes(1), 1024, 'bytes'],
    [mebibytes(1.5), 1_572_864, 'bytes'],
    [gibibytes(2), 2_147_483_648, 'bytes'],
    [perSecond(0.1, 'requests'), 0.1, 'requests/s'],
    [quantity(100, 'jobs'), 100, 'jobs'],
    [quantity(Infinity, 'jobs'), Infinity, 'jobs'],
  ])('%j counts in the base unit', (made, value, unit) => {
    expect(made).toEqual({ value, unit });
  });

  it('leaves no binary dust behind', () => {
    for (let share = 0; share <= 1000; share += 1) expect(String(percent(share / 10).value).length).toBeLessThanOrEqual(6);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(percent(5), { value: 50 })).toThrow(TypeError);
  });
});
