import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../lib/core/problem';
import { BelfryError, mistake, refuse, renderPlace, renderProblem } from '../../lib/core/problem';

const text = 'sum(rate(http_request_total[5m]))';
const problem: Problem = {
  check: 'promql/unknown-metric',
  severity: 'error',
  message: "no job exports the metric 'http_request_total'",
  place: { subject: 'alert HighErrorRate', file: 'rules.yaml', line: 7, column: 18, excerpt: { text, from: 9, to: 27 } },
  why: 'an alert over a series that nobody exports can never fire',
  fix: 'write http_requests_total, or declare the metric',
};

describe('a problem', () => {
  it('says what, where, why and how to mend it, with a caret below the spot', () => {
    expect(renderProblem(problem)).toBe(
      [
        'error[promql/unknown-metric] alert HighErrorRate (rules.yaml:7:18)',
        "  no job exports the metric 'http_request_total'",
        '    sum(rate(http_request_total[5m]))',
        '             ^^^^^^^^^^^^^^^^^^',
        '  why: an alert over a series that nobody exports can never fire',
        '  fix: write http_requests_total, or declare the metric',
      ].join('\n'),
    );
  });

  it('is painted where a terminal has colours', () => {
    const painted = renderProblem(problem, { severity: (severity, words) => `<${severity}>${words}</>`, faint: (words) => `(${words})`, strong: (words) => `*${words}*` });
    expect(painted.split('\n')[0]).toBe('<error>error[promql/unknown-metric]</> *alert HighErrorRate (rules.yaml:7:18)*');
    expect(painted).toContain('(  why: ');
  });

  it('leaves out what it does not know', () => {
    expect(renderProblem({ check: 'a/b', severity: 'info', message: 'x', place: {} })).toBe('info[a/b]\n  x');
  });

  const caretOf = (excerpt: { text: string; from: number; to: number }): string[] => renderProblem({ ...problem, place: { excerpt } }).split('\n').slice(2, 4).map((line) => line.slice(4));

  it('shows the line of the spot only', () => {
    expect(caretOf({ text: 'up\n> 5\nor down', from: 5, to: 6 })).toEqual(['> 5', '  ^']);
  });

  it('underlines to the end of the line at most', () => {
    expect(caretOf({ text: 'up{\njob="x"}', from: 2, to: 12 })).toEqual(['up{', '  ^']);
  });

  it('points behind the end where something is missing', () => {
    expect(caretOf({ text: 'sum(up', from: 6, to: 6 })).toEqual(['sum(up', '      ^']);
  });

  it('shows tabs as one column, so that the caret stands below', () => {
    expect(caretOf({ text: '\tup', from: 1, to: 3 })).toEqual([' up', ' ^^']);
  });

  it('cuts a line of ten megabytes down to the spot', () => {
    const [line = '', caret = ''] = caretOf({ text: `${'a+'.repeat(2_500_000)}BAD${'+a'.repeat(2_500_000)}`, from: 5_000_000, to: 5_000_003 });
    expect(line.length).toBeLessThan(140);
    expect(line.startsWith('...') && line.endsWith('...')).toBe(true);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('BAD');
  });
});

describe('a place', () => {
  it.each([
    [{ subject: 'alert X' }, 'alert X'],
    [{ file: 'a.yaml' }, 'a.yaml'],
    [{ file: 'a.yaml', line: 3 }, 'a.yaml:3'],
    [{ file: 'a.yaml', line: 3, column: 9 }, 'a.yaml:3:9'],
    [{ subject: 'alert X', file: 'a.yaml', line: 3 }, 'alert X (a.yaml:3)'],
    [{}, ''],
  ])('%j reads %s', (place, expected) => {
    expect(renderPlace(place)).toBe(expected);
  });
});

describe('an error', () => {
  it('carries its problem, and reads like it', () => {
    const error = mistake({ check: 'a/b', message: 'wrong', place: { subject: 'x' }, fix: 'mend it' });
    expect(error).toBeInstanceOf(BelfryError);
    expect(error.problems).toEqual([{ check: 'a/b', severity: 'error', message: 'wrong', place: { subject: 'x' }, fix: 'mend it' }]);
    expect(error.message).toBe('error[a/b] x\n  wrong\n  fix: mend it');
  });

  it('is one for all problems that were collected, and none for warnings', () => {
    expect(() => {
      refuse([{ ...problem, severity: 'warning' }]);
    }).not.toThrow();
    expect(() => {
      refuse([]);
    }).not.toThrow();
    expect(() => {
      refuse([problem, { ...problem, severity: 'warning' }, { ...problem, check: 'c/d' }]);
    }).toThrow(/promql\/unknown-metric[^]*c\/d/);
  });
});
