import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { renderProblem, type Problem } from '../../lib/core/problem';
import { milliseconds, minutes } from '../../lib/core/duration';
import { walk, type Node } from '../../lib/promql/node';
import { parsePromql, tryParsePromql } from '../../lib/promql/parse';
import { print, printWrapped } from '../../lib/promql/print';
import { sampleTexts, texts } from './generate';
import { anyNode, bare } from './generate-nodes';

function problemOf(text: string): Problem {
  const result = tryParsePromql(text);
  if ('node' in result) throw new Error(`expected a problem in ${text}`);
  return result.problem;
}

/** The text under the caret. */
function markedIn(problem: Problem): string | undefined {
  const { excerpt } = problem.place;
  return excerpt?.text.slice(excerpt.from, excerpt.to);
}

describe('nodes', () => {
  it.each<readonly [text: string, node: unknown]>([
    ['1.5e3', { kind: 'number', value: 1500 }],
    ['1h30m', { kind: 'number', value: 5400 }],
    ['0x1f', { kind: 'number', value: 31 }],
    ['017', { kind: 'number', value: 15 }],
    ['018', { kind: 'number', value: 18 }],
    ['1_000.5', { kind: 'number', value: 1000.5 }],
    ['-Inf', { kind: 'number', value: -Infinity }],
    ["'it\\'s'", { kind: 'string', value: "it's" }],
    ['`a\\n`', { kind: 'string', value: 'a\\n' }],
    ['"\\u00e9\\xc3\\xa9\\303\\251"', { kind: 'string', value: 'ééé' }],
    ['"\\xff"', { kind: 'string', value: '\udcff' }],
    ['"\\xe0\\x80\\x80\\xed\\xa0\\x80"', { kind: 'string', value: '\udce0\udc80\udc80\udced\udca0\udc80' }],
    ['"\\xf0\\x9f\\x98\\x80\\xf0\\x9f"', { kind: 'string', value: '😀\udcf0\udc9f' }],
    ['up', { kind: 'selector', name: 'up', matchers: [] }],
    ['{"a b", x!="1",}', { kind: 'selector', name: 'a b', matchers: [{ label: 'x', operator: '!=', value: '1' }] }],
    ['{__name__="up"}', { kind: 'selector', name: 'up', matchers: [] }],
    ['{"", a="b"}', { kind: 'selector', matchers: [{ label: '__name__', operator: '=', value: '' }, { label: 'a', operator: '=', value: 'b' }] }],
    ['{__name__=~"u.+"}', { kind: 'selector', matchers: [{ label: '__name__', operator: '=~', value: 'u.+' }] }],
    ['offset{by="sum"}', { kind: 'selector', name: 'offset', matchers: [{ label: 'by', operator: '=', value: 'sum' }] }],
    ['up offset -1m @ start()', { kind: 'selector', name: 'up', matchers: [], offset: minutes(-1), at: 'start' }],
    ['up[5m] @ 1.5', { kind: 'range', selector: { kind: 'selector', name: 'up', matchers: [], at: 1.5 }, range: minutes(5) }],
    ['up[5m * 2]', { kind: 'range', selector: { kind: 'selector', name: 'up', matchers: [] }, range: minutes(10) }],
    ['up[max_of(step( ),1m)]', { kind: 'range', selector: { kind: 'selector', name: 'up', matchers: [] }, range: { calculation: 'max_of(step(), 1m)' } }],
    ['up[1h:1m] offset 1d', { kind: 'subquery', expression: { kind: 'selector', name: 'up', matchers: [] }, range: minutes(60), step: minutes(1), offset: minutes(1440) }],
    ['pi()', { kind: 'call', name: 'pi', arguments: [] }],
    ['sum without("a b", on) (up)', { kind: 'aggregate', operator: 'sum', expression: { kind: 'selector', name: 'up', matchers: [] }, grouping: { mode: 'without', labels: ['a b', 'on'] } }],
    ['TopK(3, up) BY (job)', { kind: 'aggregate', operator: 'topk', parameter: { kind: 'number', value: 3 }, expression: { kind: 'selector', name: 'up', matchers: [] }, grouping: { mode: 'by', labels: ['job'] } }],
    [
      'a > bool on(x) group_left(y) b',
      {
        kind: 'binary', operator: '>', bool: true, matching: { mode: 'on', labels: ['x'], group: { side: 'left', include: ['y'] } },
        left: { kind: 'selector', name: 'a', matchers: [] }, right: { kind: 'selector', name: 'b', matchers: [] },
      },
    ],
    ['a </ 5', { kind: 'binary', operator: '</', left: { kind: 'selector', name: 'a', matchers: [] }, right: { kind: 'number', value: 5 } }],
    ['+a', { kind: 'unary', operator: '+', expression: { kind: 'selector', name: 'a', matchers: [] } }],
  ])('%s', (text, node) => {
    expect(bare(parsePromql(text))).toEqual(node);
  });

  it.each([
    ['-1 ^ 2', '-(1 ^ 2)'],
    ['2 ^ 3 ^ 2', '2 ^ (3 ^ 2)'],
    ['a ^ -b * c', '(a ^ (-b)) * c'],
    ['-a * b', '(-a) * b'],
    ['1 - 2 - 3', '(1 - 2) - 3'],
    ['a or b and c', 'a or (b and c)'],
    ['a and b unless c', '(a and b) unless c'],
    ['a + b > c * d', '(a + b) > (c * d)'],
    ['a atan2 b % c', '(a atan2 b) % c'],
    ['-a offset 5m', '-(a offset 5m)'],
    ['a + b offset 5m * 2', 'a + ((b offset 5m) * 2)'],
    ['a offset -(1m) * 2', '(a offset -1m) * 2'],
    ['a offset (1m) * 2', 'a offset 2m'],
    ['a offset - -1m * 2', 'a offset 2m'],
  ])('%s binds as %s', (text, bracketed) => {
    expect(bare(parsePromql(text))).toEqual(bare(parsePromql(bracketed)));
  });

  it('ignores comments, line breaks and the case of keywords', () => {
    const text = 'SUM # all of it\r\n\tBY(job)(up{ # "}"\n job="a"} OFFSET 5m) == BOOL 1';
    expect(bare(parsePromql(text))).toEqual(bare(parsePromql('sum by (job) (up{job="a"} offset 5m) == bool 1')));
  });

  it('spans what it was read from', () => {
    const node = parsePromql(' sum by (a) (x{y="z"}) + -1');
    const spans = [...walk(node)].map(({ kind, span }) => [kind, ' sum by (a) (x{y="z"}) + -1'.slice(span?.from, span?.to)]);
    expect(spans).toEqual([
      ['binary', 'sum by (a) (x{y="z"}) + -1'],
      ['aggregate', 'sum by (a) (x{y="z"})'],
      ['selector', 'x{y="z"}'],
      ['number', '-1'],
    ]);
  });

  it('spans a text that reads as the node, for every node of every expression', () => {
    let compared = 0;
    for (const text of sampleTexts(texts.valid, 1000, 1)) {
      const result = tryParsePromql(text);
      if ('problem' in result) continue;
      const nodes = [...walk(result.node)];
      // A shift behind the brackets of a range belongs to the selector before them, whose own span ends there.
      const shifted = new Set<Node>(nodes.flatMap((node) => (node.kind === 'range' ? [node.selector] : [])));
      for (const node of nodes.filter((candidate) => !shifted.has(candidate))) {
        const read = tryParsePromql(text.slice(node.span?.from, node.span?.to));
        if (!('node' in read) || !isDeepStrictEqual(bare(read.node), bare(node))) throw new Error(`${node.kind} in ${text}`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(4000);
  });
});

describe('the printer and the parser', () => {
  it('are inverse on every kind of node', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(bare(parsePromql(print(node)))).toEqual(bare(node));
        expect(bare(parsePromql(printWrapped(node, 30)))).toEqual(bare(node));
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('agree on texts: what is printed is printed the same again', () => {
    const printed = sampleTexts(texts.valid, 3000, 2).flatMap((text) => {
      const result = tryParsePromql(text);
      return 'node' in result ? [print(result.node)] : [];
    });
    expect(printed.length).toBeGreaterThan(2500);
    expect(printed.map((text) => print(parsePromql(text)))).toEqual(printed);
  });
});

describe('what is refused, with the spot and what was expected', () => {
  /** A broken expression, the text under the caret, a part of the message, and a good twin. */
  it.each<readonly [broken: string, marked: string, message: string, twin: string]>([
    ['', '', 'there is no expression', 'up'],
    ['up +', '', 'expected an expression', 'up + 1'],
    ['(up', '(', "this '(' is never closed", '(up)'],
    ['up)', ')', 'expected an operator or the end', '(up)'],
    ['up{job="a"', '{', "this '{' is never closed", 'up{job="a"}'],
    ['up{job}', '}', 'expected one of = != =~ !~', 'up{job=""}'],
    ['up{job=a}', 'a', 'expected a string', 'up{job="a"}'],
    ['up{a="b" c="d"}', 'c', "expected ',' or '}'", 'up{a="b",c="d"}'],
    ['up{a=="b"}', '=', 'expected a string', 'up{a="b"}'],
    ['up{a=~"("}', '"("', 'missing closing )', 'up{a=~"[(]"}'],
    ['up{a=~"(?=b)"}', '"(?=b)"', 'RE2 does not take', 'up{a=~"(?i)b"}'],
    ['up{a=~"x{1001}"}', '"x{1001}"', 'invalid repeat count', 'up{a=~"x{1000}"}'],
    ['{}', '{}', 'takes every series', '{a="b"}'],
    ['{a=~".*"}', '{a=~".*"}', 'takes every series', '{a=~".+"}'],
    ['{a!="b"}', '{a!="b"}', 'takes every series', '{a!=""}'],
    ['{a=""}', '{a=""}', 'takes every series', '{a="",b="c"}'],
    ['up{__name__="up"}', '__name__="up"', 'set twice', '{"up",__name__="up"}'],
    ['on', 'on', 'this is a keyword', '{"on"}'],
    ['and(up)', 'and', 'this is a keyword', 'and + up'],
    ['"\\d"', '\\d', 'is no escape', '"\\\\d"'],
    ['"\\\'"', "\\'", 'is no escape', "'\\''"],
    ['"\\400"', '\\4', 'is no escape', '"\\377"'],
    ['"\\ud800"', '\\u', 'is no escape', '"\\ud7ff"'],
    ['"open', '"open', 'never ends', '"open"'],
    ['"a\nb"', '"a', 'never ends', '`a\nb`'],
    ['"\ufffd"', '\ufffd', 'not valid UTF-8', '"\\ufffd"'],
    ['up == "\ud800"', '\ud800', 'not valid UTF-8', 'up == 1'],
    ['1.2.3', '1.2.3', 'expected a number', '1.23'],
    ['5minutes', '5minutes', 'or a duration such as 5m', '5m'],
    ['1m1h', '1m1h', 'or a duration', '1h1m'],
    ['1.5h', '1.5h', 'or a duration', '1h30m'],
    ['1e400', '1e400', 'beyond 1.8e308', '1e308'],
    ['0x1e+5', '0x1e+5', 'expected a number', '0x1e + 5'],
    ['300y', '300y', '292 years', '290y'],
    ['rate(up[0s])', '0s', 'greater than zero', 'rate(up[1s])'],
    ['rate(up[-5m])', '-5m', 'greater than zero', 'rate(up[+5m])'],
    ['rate(up[1m - 2m])', '1m - 2m', 'greater than zero', 'rate(up[2m - 1m])'],
    ['rate(up[0.0001])', '0.0001', 'no finer than a millisecond', 'rate(up[0.001])'],
    ['rate(up[300y])', '300y', '292 years', 'rate(up[290y])'],
    ['rate(up[9e9 * 2])', '9e9 * 2', '292 years', 'rate(up[9e9])'],
    ['rate(up[1m / 0])', '1m / 0', 'divided by zero', 'rate(up[1m / 1])'],
    ['rate(up[step():1m])', ':', 'expected a number before it', 'rate(up[1 * step():1m])'],
    ['rate(up[ # a comment\n5m])', '#', 'expected a duration', 'rate(up[5m # a comment\n])'],
    ['{__name__=""}', '{__name__=""}', 'takes every series', '{__name__="",a="b"}'],
    ['rate(up[$__interval])', '$', 'expected a duration', 'rate(up[5m])'],
    ['rate(up[5m)', ')', "expected ':' or ']'", 'rate(up[5m])'],
    ['rate(sum(up)[5m])', '[5m]', 'only a plain selector has a range', 'rate(sum(up)[5m:])'],
    ['rate((up)[5m])', '[5m]', 'only a plain selector has a range', 'rate((up[5m]))'],
    ['rate(up offset 1m[5m])', '[5m]', "a range comes before 'offset'", 'rate(up[5m] offset 1m)'],
    ['rate(up @ 1[5m])', '[5m]', "a range comes before '@'", 'rate(up[5m] @ 1)'],
    ['up offset 1m offset 2m', 'offset 2m', 'set twice', 'up offset 0s offset 2m'],
    ['up offset NaN', 'NaN', 'must be a number', 'up offset 1'],
    ['up offset (1m) + up', 'up', 'expected a duration', '(up offset (1m)) + up'],
    ['up @ 1 @ 2', '@ 2', 'set twice', 'up @ 1'],
    ['up @ inf', 'inf', 'out of bounds', 'up @ -1'],
    ['up @ start', '', "expected '('", 'up @ start()'],
    ['sum(up) offset 1m', 'offset', 'follows a selector', 'sum(up offset 1m)'],
    ['(up) @ 1', '@', 'follows a selector', '(up @ 1)'],
    ['rat(up[5m])', 'rat', "there is no function 'rat'", 'rate(up[5m])'],
    ['Rate(up[5m])', 'Rate', "there is no function 'Rate'", 'rate(up[5m])'],
    ['sort_by_label(up, "a")', 'sort_by_label', 'experimental', 'sort(up)'],
    ['limitk(1, up)', 'limitk', 'experimental', 'topk(1, up)'],
    ['rate(up[5m] anchored)', 'anchored', 'experimental', 'rate(anchored[5m])'],
    ['up + fill(0) up', 'fill', 'experimental', 'up + fill'],
    ['rate(up)', 'up', 'takes a range vector, and this is an instant vector', 'rate(up[5m])'],
    ['abs(up[5m])', 'up[5m]', 'takes an instant vector, and this is a range vector', 'abs(up)'],
    ['vector(up)', 'up', 'takes a scalar, and this is an instant vector', 'vector(1)'],
    ['label_join(up, "a", 1)', 'label_join(up, "a", 1)'.slice(20, 21), 'takes a string, and this is a scalar', 'label_join(up, "a", "b")'],
    ['round(up, 1, 2)', 'round(up, 1, 2)', 'takes 1 to 2 arguments', 'round(up, 1)'],
    ['label_join(up)', 'label_join(up)', 'takes at least 3 arguments', 'label_join(up, "a", "")'],
    ['time(1)', 'time(1)', 'takes no argument', 'time()'],
    ['rate(up[5m],)', ')', 'expected another argument', 'rate(up[5m])'],
    ['sum()', 'sum()', 'one vector', 'sum(up)'],
    ['sum(1, up)', 'sum(1, up)', 'one vector', 'topk(1, up)'],
    ['topk(up)', 'topk(up)', 'a parameter and a vector', 'topk(1, up)'],
    ['topk("1", up)', '"1"', 'takes a scalar', 'topk(1, up)'],
    ['count_values(1, up)', '1', 'takes a string', 'count_values("v", up)'],
    ['sum(1)', '1', 'sum takes an instant vector', 'sum(vector(1))'],
    ['sum by job (up)', 'job', "expected '(' and labels", 'sum by (job) (up)'],
    ['sum by (without) (up)', 'without', 'expected a label', 'sum by ("without") (up)'],
    ['sum by ("") (up)', '""', 'cannot be empty', 'sum by () (up)'],
    ['sum by ("\\xff") (up)', '"\\xff"', 'valid UTF-8', 'sum by ("ÿ") (up)'],
    ['1 > 2', '>', "expected 'bool'", '1 > bool 2'],
    ['up + bool up', '+ bool', 'belongs to a comparison', 'up == bool up'],
    ['up and 1', 'and', 'one side is a scalar', 'up and vector(1)'],
    ['up + on(job) 1', '+ on(job)', 'one side is a scalar', 'up + on() 1'],
    ['up + on(job) group_left(job) up', '+ on(job) group_left(job)', 'at once', 'up + ignoring(job) group_left(job) up'],
    ['up and on(job) group_left() up', 'and on(job) group_left()', 'takes no group_left', 'up and on(job) up'],
    ['up + group_left() up', 'group_left', "expected 'on' or 'ignoring'", 'up + ignoring() group_left() up'],
    ['up + "a"', '"a"', 'this is a string', 'up + 1'],
    ['up[5m] + 1', 'up[5m]', 'this is a range vector', 'up + 1'],
    ['-up[5m]', 'up[5m]', 'a sign takes', '-up'],
    ['-"a"', '"a"', 'a sign takes', '-1'],
    ['rate(up[5m])[5m:][1h:]', 'rate(up[5m])[5m:]', 'a subquery takes an instant vector', 'rate(up[5m])[5m:]'],
    ['a = b', '=', 'expected an operator', 'a == b'],
    ['a && b', '&', 'expected an expression or an operator', 'a and b'],
    ['a\u00a0+ b', '\u00a0', 'unexpected character U+00A0', 'a + b'],
    ['a up', 'up', 'expected an operator', 'a + up'],
  ])('%s', (broken, marked, message, twin) => {
    const problem = problemOf(broken);
    expect(problem).toMatchObject({ check: 'promql/syntax', severity: 'error' });
    expect(problem.message).toContain(message);
    expect(markedIn(problem)).toBe(marked);
    expect(() => parsePromql(twin)).not.toThrow();
  });

  it('shows the spot on its line, and how to mend it', () => {
    expect(renderProblem(problemOf('sum(\n  rat(up[5m])\n)'))).toBe(
      ["error[promql/syntax]", "  there is no function 'rat'", '      rat(up[5m])', '      ^^^', "  fix: did you mean 'rad'?"].join('\n'),
    );
  });

  it('names the first fault when there are several', () => {
    expect(markedIn(problemOf('rate(a) + rate(b)'))).toBe('a');
  });
});

describe('parsePromql', () => {
  it('throws what tryParsePromql returns', () => {
    expect(() => parsePromql('rate(up)')).toThrow(renderProblem(problemOf('rate(up)')));
    expect(tryParsePromql('up')).toEqual({ node: parsePromql('up') });
  });

  it('cuts durations to whole milliseconds, as the engine does', () => {
    expect(bare(parsePromql('up[0.0019]'))).toMatchObject({ range: milliseconds(1) });
    expect(bare(parsePromql('up offset -0.0019'))).toMatchObject({ offset: milliseconds(-1) });
  });
});
