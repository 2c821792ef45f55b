import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { toYaml } from '../../lib/core/yaml';

describe('toYaml', () => {
  test('keeps the order of keys, and leaves out what is undefined', () => {
    expect(toYaml({ route: { receiver: 'a', group_by: undefined }, b: 1, a: null })).toBe('route:\n  receiver: a\nb: 1\na: null\n');
  });

  test('writes text of several lines as a block that reads like the text', () => {
    expect(toYaml({ expr: 'sum(\n  up{job="a"}\n) > 1', text: 'ends\n' })).toBe('expr: |-\n  sum(\n    up{job="a"}\n  ) > 1\ntext: |\n  ends\n');
  });

  test('never folds a long line', () => {
    const line = 'word '.repeat(200).trim();
    expect(toYaml({ line })).toBe(`line: ${line}\n`);
  });

  test('writes the same data twice rather than an anchor', () => {
    const shared = { name: 'a' };
    expect(toYaml([shared, shared])).toBe('- name: a\n- name: a\n');
  });

  test('sets short lists of words on one line, and everything else on lines of its own', () => {
    expect(toYaml({ verbs: ['get', 'list'], ports: [1, 2], none: [], args: ['a b', 'c'], long: Array.from({ length: 8 }, (_, index) => `quite-a-long-word-${String(index)}`) })).toBe(
      `verbs: [get, list]\nports: [1, 2]\nnone: []\nargs:\n  - a b\n  - c\nlong:\n${Array.from({ length: 8 }, (_, index) => `  - quite-a-long-word-${String(index)}\n`).join('')}`,
    );
  });

  test('puts a header above the document', () => {
    expect(toYaml({ a: 1 }, { header: 'Made by Belfry.\n\nDo not edit.' })).toBe('# Made by Belfry.\n#\n# Do not edit.\na: 1\n');
  });

  test.each(['yes', 'on', 'NO', '1:30', '0o7', '1e3', '010', '0x1f', '1.0', '', '~', 'null', '*a', '&a', '{a}', '- a', '# a', "it's", 'a: b', '  lead', 'a \nb\n', '\ttab', 'x\n\n\ny\n\n', '%a', '@a', '`a'])(
    'reads %j back, also where YAML 1.1 is spoken',
    (value) => {
      for (const version of ['1.1', '1.2'] as const) expect(parse(toYaml({ value, list: [value] }), { version })).toEqual({ value, list: [value] });
    },
  );
});
