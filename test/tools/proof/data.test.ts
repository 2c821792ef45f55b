import { describe, expect, it } from '@jest/globals';
import { at, list, number, parseJson, text } from '../../../tools/proof/data';

describe('an answer in JSON', () => {
  const answer = parseJson('{"data":{"result":[{"metric":{"job":"a.b"},"value":[1700000000,"2.5"]}]}}');

  it('is read by path', () => {
    expect(text(answer, 'data', 'result', 0, 'metric', 'job')).toBe('a.b');
    expect(number(answer, 'data', 'result', 0, 'value', 1)).toBe(2.5);
    expect(list(answer, 'data', 'result')).toHaveLength(1);
  });

  it('has nothing where nothing is', () => {
    expect(parseJson('<html>')).toBeUndefined();
    expect(at(undefined, 'data')).toBeUndefined();
    expect(text(answer, 'data', 'status')).toBe('');
    expect(number(answer, 'data', 'result', 1, 'value', 1)).toBeNaN();
    expect(list(answer, 'data')).toEqual([]);
  });
});
