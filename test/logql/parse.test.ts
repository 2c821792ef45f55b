import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderProblem, type Problem } from '../../lib/core/problem';
import { walkLogql, type LogqlNode } from '../../lib/logql/node';
import { parseLogql, tryParseLogql } from '../../lib/logql/parse';
import { printLogql } from '../../lib/logql/print';
import { sampleTexts, texts } from './generate';

function problemOf(text: string): Problem {
  const result = tryParseLogql(text);
  if ('node' in result) throw new Error(`expected a problem in ${text}`);
  return result.problem;
}

/** The text under the caret. */
function markedIn(problem: Problem): string | undefined {
  const { excerpt } = problem.place;
  return excerpt?.text.slice(excerpt.from, excerpt.to);
}

/** The query without the places in the text that it was read from. */
function bare(node: LogqlNode): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : Object.is(value, -0) ? '-0' : value)));
}

const fiveMinutes = { milliseconds: 300_000 } as const;
const api = { kind: 'log', matchers: [{ label: 'service', operator: '=', value: 'api' }], stages: [] } as const;

/** The stages that a text behind `{service="api"}` stands for. */
function stagesOf(text: string): unknown {
  const node = bare(parseLogql(`{service="api"} ${text}`));
  return typeof node === 'object' && node !== null && 'stages' in node ? node.stages : undefined;
}

describe('nodes', () => {
  it.each<readonly [text: string, stages: unknown]>([
    ['|= "a" or `b`', [{ kind: 'lineFilter', operator: '|=', alternatives: [{ text: 'a' }, { text: 'b' }] }]],
    ['!= ip("10.0.0.0/8")', [{ kind: 'lineFilter', operator: '!=', alternatives: [{ text: '10.0.0.0/8', isIp: true }] }]],
    ['| json', [{ kind: 'json', extractions: [] }]],
    ['| json status, first="a[0].b"', [{ kind: 'json', extractions: [{ label: 'status', path: 'status' }, { label: 'first', path: 'a[0].b' }] }]],
    ['| logfmt --strict user="\\"user id\\""', [{ kind: 'logfmt', strict: true, keepEmpty: false, extractions: [{ label: 'user', path: '"user id"' }] }]],
    ['| pattern "<ip> - <_>"', [{ kind: 'pattern', pattern: '<ip> - <_>' }]],
    ['| regexp `(?P<n>\\d+)`', [{ kind: 'regexp', pattern: '(?P<n>\\d+)' }]],
    ['| took >= 1.5s', [{ kind: 'labelFilter', filter: { kind: 'amount', label: 'took', operator: '>=', amount: { duration: { milliseconds: 1500 } } } }]],
    ['| size < 2KiB', [{ kind: 'labelFilter', filter: { kind: 'amount', label: 'size', operator: '<', amount: { bytes: 2048 } } }]],
    ['| status = 500', [{ kind: 'labelFilter', filter: { kind: 'amount', label: 'status', operator: '==', amount: { number: 500 } } }]],
    ['| addr = ip("10.0.0.1-10.0.0.9")', [{ kind: 'labelFilter', filter: { kind: 'ip', label: 'addr', operator: '=', address: '10.0.0.1-10.0.0.9' } }]],
    ['| label_format a=b, c="{{.d}}"', [{ kind: 'labelFormat', formats: [{ label: 'a', from: 'b' }, { label: 'c', template: '{{.d}}' }] }]],
    ['| drop a, b="x" | decolorize', [{ kind: 'drop', labels: ['a', { label: 'b', operator: '=', value: 'x' }] }, { kind: 'decolorize' }]],
  ])('%s', (text, stages) => {
    expect(stagesOf(text)).toEqual(stages);
  });

  it.each<readonly [text: string, node: unknown]>([
    ['count_over_time({service="api"}[5m])', { kind: 'rangeAggregate', operator: 'count_over_time', range: { log: api, range: fiveMinutes } }],
    ['rate({service="api"}[5m] offset 1h)', { kind: 'rangeAggregate', operator: 'rate', range: { log: api, range: fiveMinutes, offset: { milliseconds: 3_600_000 } } }],
    [
      'quantile_over_time(0.9, {service="api"} | unwrap duration(took) | __error__="" [5m]) by (route)',
      {
        kind: 'rangeAggregate', operator: 'quantile_over_time', parameter: 0.9, grouping: { mode: 'by', labels: ['route'] },
        range: { log: api, range: fiveMinutes, unwrap: { label: 'took', conversion: 'duration', filters: [{ kind: 'text', label: '__error__', operator: '=', value: '' }] } },
      },
    ],
    ['vector(0)', { kind: 'vector', value: 0 }],
    ['-1', { kind: 'number', value: -1 }],
  ])('%s', (text, node) => {
    expect(bare(parseLogql(text))).toEqual(node);
  });

  it.each([
    ['1 - 2 - 3', '(1 - 2) - 3'],
    ['2 ^ 3 ^ 2', '2 ^ (3 ^ 2)'],
    ['vector(1) or vector(2) and vector(3)', 'vector(1) or (vector(2) and vector(3))'],
    ['vector(1) + 2 > vector(3) * 4', '(vector(1) + 2) > (vector(3) * 4)'],
    ['{service="api"} | a="1" or b="2" and c="3"', '{service="api"} | a="1" or (b="2" and c="3")'],
    ['{service="api"} | a="1" or b="2", c="3"', '{service="api"} | a="1" or (b="2" and c="3")'],
    ['{service="api"} | a="1", b="2" or c="3"', '{service="api"} | a="1" and (b="2" or c="3")'],
    ['{service="api"} | a="1" b="2"', '{service="api"} | a="1" and b="2"'],
    ['sum_over_time({service="api"}[5m] | json | unwrap took)', 'sum_over_time({service="api"} | json | unwrap took [5m])'],
    ['count_over_time(({service="api"} |= "a")[5m])', 'count_over_time({service="api"} |= "a" [5m])'],
    ['SUM(RATE({service="api"}[5m])) BY (a)', 'sum by (a) (rate({service="api"}[5m]))'],
  ])('%s means %s', (text, plain) => {
    expect(bare(parseLogql(text))).toEqual(bare(parseLogql(plain)));
  });

  it('spans what it was read from', () => {
    const text = ' sum by (a) (rate({x="y"} |= "z" [5m])) > 2';
    expect([...walkLogql(parseLogql(text))].map(({ kind, span }) => [kind, text.slice(span?.from, span?.to)])).toEqual([
      ['binary', 'sum by (a) (rate({x="y"} |= "z" [5m])) > 2'],
      ['vectorAggregate', 'sum by (a) (rate({x="y"} |= "z" [5m]))'],
      ['rangeAggregate', 'rate({x="y"} |= "z" [5m])'],
      ['log', '{x="y"} |= "z"'],
      ['number', '2'],
    ]);
  });
});

describe('the printer and the parser', () => {
  it('agree on texts: what is printed reads as the same query and is printed the same again', () => {
    const nodes = sampleTexts(texts.valid, 3000, 2).flatMap((text) => {
      const result = tryParseLogql(text);
      return 'node' in result ? [result.node] : [];
    });
    expect(nodes.length).toBeGreaterThan(2400);
    for (const node of nodes) {
      const printed = printLogql(node);
      const again = parseLogql(printed);
      expect([bare(again), printLogql(again)]).toEqual([bare(node), printed]);
    }
  });

  it.each([
    ['{a="b"}|~"x"or`y`|json s="a.b"|(x="1"or y>2)and z!=ip("::1")', '{a="b"} |~ "x" or "y" | json s="a.b" | (x="1" or y > 2) and z!=ip("::1")'],
    ['avg_over_time({a="b"}|unwrap bytes(size)|__error__=""[90s]offset 1d)by(c)', 'avg_over_time({a="b"} | unwrap bytes(size) | __error__="" [1m30s] offset 1d) by (c)'],
    ['sum(rate({a="b"}[5m]))by(c)/on(c)group_left(d)(vector(1)-vector(2))', 'sum by (c) (rate({a="b"}[5m])) / on (c) group_left (d) (vector(1) - vector(2))'],
  ])('%s', (text, printed) => {
    expect(printLogql(parseLogql(text))).toBe(printed);
  });
});

describe('what is refused, with the spot and what was expected', () => {
  /** A broken query, the text under the caret, a part of the message, and a good twin. */
  it.each<readonly [broken: string, marked: string, message: string, twin: string]>([
    ['', '', 'there is no query', '{a="b"}'],
    ['{}', '{}', 'takes every stream', '{a="b"}'],
    ['{a=~".*"}', '{a=~".*"}', 'takes every stream', '{a=~".+"}'],
    ['{a!="b"}', '{a!="b"}', 'takes every stream', '{a!="b",c="d"}'],
    ['{a="b",}', '}', 'a label is expected', '{a="b"}'],
    ['{a=~"("}', '"("', 'missing closing )', '{a=~"[(]b"}'],
    ['{json="b"}', 'json', 'a label', '{format="b"}'],
    ['{a="b"} |= x', 'x', 'a text in quotes', '{a="b"} |= "x"'],
    ["{a='b'}", "'", 'single quotes', '{a="b"}'],
    ['{a="b"} | jsonn', '', 'a comparison is expected', '{a="b"} | json'],
    ['{a="b"} | json x="a-b"', 'x="a-b"', 'no path of a field', '{a="b"} | json x="a.b"'],
    ['{a="b"} | logfmt x="a b"', 'x="a b"', 'is no key', '{a="b"} | logfmt x="\\"a b\\""'],
    ['{a="b"} | pattern "x"', '| pattern "x"', 'names no part', '{a="b"} | pattern "<x>"'],
    ['{a="b"} | regexp "x"', '| regexp "x"', 'no part of this expression has a name', '{a="b"} | regexp "(?P<n>x)"'],
    ['{a="b"} | line_format "{{.x"', '| line_format "{{.x"', 'never closed', '{a="b"} | line_format "{{.x}}"'],
    ['{a="b"} | x > 5parsecs', '5p', 'no number', '{a="b"} | x > 5s'],
    ['{a="b"} | x=~5', '5', 'a regular expression in quotes', '{a="b"} | x=~"5"'],
    ['{a="b"} | x=ip("nowhere")', 'x=ip("nowhere")', 'is no address', '{a="b"} | x=ip("::1")'],
    ['{a="b"} | unwrap x', '|', 'unwrap makes numbers', 'sum_over_time({a="b"} | unwrap x [5m])'],
    ['rate({a="b"})', ')', 'a range is expected', 'rate({a="b"}[5m])'],
    ['rate({a="b"}[5])', '5', 'is no range', 'rate({a="b"}[5m])'],
    ['rate({a="b"}[5m:1m])', '5m:1m', 'is no range', 'rate({a="b"}[5m])'],
    ['sum_over_time({a="b"}[5m])', 'sum_over_time({a="b"}[5m])', 'reads numbers, and this yields lines', 'sum_over_time({a="b"} | unwrap x [5m])'],
    ['count_over_time({a="b"} | unwrap x [5m])', '| unwrap x', 'counts lines', 'count_over_time({a="b"}[5m])'],
    ['rate({a="b"}[5m]) by (c)', 'rate({a="b"}[5m]) by (c)', 'cannot group', 'sum by (c) (rate({a="b"}[5m]))'],
    ['sum({a="b"})', '{a="b"}', 'log lines where numbers are expected', 'sum(rate({a="b"}[5m]))'],
    ['topk(vector(1))', 'topk(vector(1))', 'how many', 'topk(1, vector(1))'],
    ['{a="b"} + 1', '{a="b"}', 'joins numbers', 'vector(1) + 1'],
    ['vector(1) and 1', '1', 'joins series', 'vector(1) and vector(1)'],
    ['up', 'up', 'a query does not begin with a name', 'vector(1)'],
    ['vector(1) + bool vector(1)', '+', 'belongs to comparisons', 'vector(1) > bool vector(1)'],
  ])('%s', (broken, marked, message, twin) => {
    const problem = problemOf(broken);
    expect(problem.message).toContain(message);
    expect(markedIn(problem)).toBe(marked);
    expect(() => parseLogql(twin)).not.toThrow();
  });

  it('shows the spot, and how to mend it', () => {
    expect(renderProblem(problemOf('sum_over_time({service="api"}[5m])'))).toBe(
      [
        'error[logql/syntax]',
        '  sum_over_time reads numbers, and this yields lines',
        '    sum_over_time({service="api"}[5m])',
        '    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
        '  fix: say which label holds the number: ... | unwrap took [5m]',
      ].join('\n'),
    );
  });

  it('throws what tryParseLogql returns', () => {
    expect(() => parseLogql('rate({a="b"})')).toThrow(renderProblem(problemOf('rate({a="b"})')));
  });
});

describe('hostile texts', () => {
  it.each<readonly [name: string, text: string, verdict: string]>([
    ['brackets', `${'('.repeat(10_000)}vector(1)${')'.repeat(10_000)}`, '500 levels'],
    ['label filters in brackets', `{a="b"} | ${'('.repeat(10_000)}x="y"${')'.repeat(10_000)}`, '500 levels'],
    ['a chain', `${'vector(1) or '.repeat(9000)}vector(1)`, '500 levels'],
    ['a chain of label filters', `{a="b"} | ${'x="y" or '.repeat(9000)}x="y"`, '500 levels'],
    ['ten megabytes', `{a="${'x'.repeat(10_000_000)}"}`, 'longer than 131072 bytes'],
    ['a long line filter', `{a="b"} |= "${'x'.repeat(130_000)}"`, 'valid'],
    ['many stages', `{a="b"} ${'|= "x" '.repeat(18_000)}`, 'valid'],
    ['garbage', ') } ] = '.repeat(10_000), 'is expected'],
  ])('ends soon: %s', (_name, text, verdict) => {
    const result = tryParseLogql(text);
    expect('node' in result ? 'valid' : result.problem.message).toContain(verdict);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('\ud800', '\ufeff', '\0', '"', '{', '[', '(', '|', '{a="b"}'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }), (text) => {
        const result = tryParseLogql(text);
        if ('problem' in result) expect(renderProblem(result.problem)).toMatch(/^error\[logql\/\w+\]\n {2}\S/);
      }),
      { numRuns: 3000, seed: 3 },
    );
  });
});
