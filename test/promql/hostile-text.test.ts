import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderProblem } from '../../lib/core/problem';
import { infer } from '../../lib/promql/infer';
import type { Node } from '../../lib/promql/node';
import { parsePromql, tryParsePromql } from '../../lib/promql/parse';
import { print, printWrapped } from '../../lib/promql/print';
import { bare } from './generate-nodes';

function messageOf(text: string): string {
  const result = tryParsePromql(text);
  return 'node' in result ? 'valid' : result.problem.message;
}

describe('hostile texts', () => {
  it('refuses what is nested too deep and names the limit', () => {
    for (const text of [`${'('.repeat(10_000)}x${')'.repeat(10_000)}`, '('.repeat(1_000_000), `${'-'.repeat(1_000_000)}x`, `x${'[5m:]'.repeat(100_000)}`, `${'x or '.repeat(1_000_000)}x`]) {
      expect(messageOf(text)).toBe('this expression is more than 500 levels deep');
    }
    expect(messageOf(`x[${'('.repeat(100_000)}`)).toBe('this duration is more than 100 levels deep');
  });

  it.each<readonly [name: string, text: string]>([
    ['brackets', `${'('.repeat(498)}x${')'.repeat(498)}`],
    ['functions', `${'abs('.repeat(498)}x${')'.repeat(498)}`],
    ['aggregations', `${'sum by (a) ('.repeat(498)}x${')'.repeat(498)}`],
    ['operators', `${'x or '.repeat(498)}x`],
    ['powers', `${'x ^ '.repeat(498)}x`],
    // A printed sign of a sign takes brackets, and so another level.
    ['signs', `${'-'.repeat(249)}x`],
  ])('reads, prints and infers %s as deep as the limit allows', (_name, text) => {
    const node: Node = parsePromql(text);
    expect(bare(parsePromql(print(node)))).toEqual(bare(node));
    expect(printWrapped(node).length).toBeGreaterThan(text.length);
    expect(infer(node, undefined)).toMatchObject({ kind: 'instant' });
  });

  const tenMillion = 10_000_000;
  const million = 1_000_000;
  it.each<readonly [name: string, text: string, verdict: string]>([
    ['a string', `x{a="${'a'.repeat(tenMillion)}"}`, 'valid'],
    ['escapes', `x{a="${'\\xff'.repeat(million / 4)}"}`, 'valid'],
    ['an open string', `x{a="${'a'.repeat(tenMillion)}`, 'never ends'],
    ['blanks', `${' '.repeat(tenMillion)}x`, 'valid'],
    ['comments', `${'#a\n'.repeat(tenMillion / 3)}x`, 'valid'],
    ['a name', 'a'.repeat(tenMillion), 'valid'],
    ['a number', '1'.repeat(tenMillion), 'beyond 1.8e308'],
    ['an octal number', `0${'7'.repeat(tenMillion)}`, 'beyond 1.8e308'],
    ['a duration', `${'1'.repeat(million)}m`, '292 years'],
    ['units', '1m'.repeat(million / 2), 'expected a number'],
    ['alternatives', `x{a=~"${'abc|'.repeat(tenMillion / 4)}"}`, 'valid'],
    ['a regular expression', `x{a=~"${'(a|b)'.repeat(tenMillion / 5)}"}`, 'longer than 50000 characters'],
    ['groups', `x{a=~"${'('.repeat(20_000)}${')'.repeat(20_000)}"}`, 'nests too deeply'],
    ['matchers', `x{${'a="b",'.repeat(million / 6)}}`, 'valid'],
    ['labels', `sum by (${'a,'.repeat(million / 2)}) (x)`, 'valid'],
    ['arguments', `label_join(x,"a","b"${',"c"'.repeat(million / 4)})`, 'valid'],
    ['a calculated range', `x[${'5m+'.repeat(million / 10)}1m]`, 'valid'],
    ['a chain', `${'foo{a="b"} + '.repeat(tenMillion / 13)}x`, '500 levels'],
    ['garbage', ') } ] = '.repeat(tenMillion / 8), 'expected an expression'],
  ])('ends soon on a million characters and more: %s', (_name, text, verdict) => {
    const result = tryParsePromql(text);
    expect('node' in result ? 'valid' : result.problem.message).toContain(verdict);
    if ('problem' in result) expect(renderProblem(result.problem).length).toBeLessThan(1000);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('\ud800', '\udfff', '\ufeff', '\0', '"', '{', '[', '('), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }), (text) => {
        const result = tryParsePromql(text);
        if ('problem' in result) expect(renderProblem(result.problem)).toMatch(/^error\[promql\/syntax\]\n {2}\S/);
      }),
      { numRuns: 3000, seed: 3 },
    );
  });
});
