import { describe, expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import type { YamlNode } from '../../lib/core/yaml-source';
import { readYaml } from '../../lib/core/yaml-source';

function at(node: YamlNode | undefined, ...path: readonly (string | number)[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((current, step) => (typeof step === 'number' ? (current?.kind === 'list' ? current.items[step] : undefined) : current?.kind === 'map' ? current.get(step) : undefined), node);
}

describe('a YAML file', () => {
  const text = `# comment
base: &base { wait: 30s, repeat: 4h }
routes:
  - <<: *base
    wait: 5m
    flag: yes
    number: 007
    quoted: "yes"
  - *base
empty:
block: |
  two
  lines
`;
  const root = readYaml(text, 'a.yml');

  test('is read with the spot of every value', () => {
    expect(at(root, 'routes', 0, 'wait')?.place).toMatchObject({ file: 'a.yml', line: 5, column: 11 });
    expect(at(root, 'routes', 0)?.place).toMatchObject({ line: 4, column: 5 });
    const excerpt = at(root, 'routes', 0, 'quoted')?.place.excerpt;
    expect(excerpt?.text.slice(excerpt.from, excerpt.to)).toBe('"yes"');
  });

  test('resolves aliases and merge keys, own keys first', () => {
    expect(at(root, 'routes', 0, 'wait')).toMatchObject({ text: '5m' });
    expect(at(root, 'routes', 0, 'repeat')).toMatchObject({ text: '4h' });
    expect(at(root, 'routes', 1, 'wait')).toMatchObject({ text: '30s' });
  });

  test('speaks YAML 1.1, as the programs do that read it', () => {
    expect(at(root, 'routes', 0, 'flag')).toMatchObject({ value: true, text: 'yes' });
    expect(at(root, 'routes', 0, 'quoted')).toMatchObject({ value: 'yes' });
    expect(at(root, 'routes', 0, 'number')).toMatchObject({ text: '007' });
    expect(at(root, 'block')).toMatchObject({ value: 'two\nlines\n' });
  });

  test('has nothing under a key without a value', () => {
    expect(at(root, 'empty')).toBeUndefined();
    expect(at(root, 'absent')).toBeUndefined();
  });

  test.each(['', '# only a comment\n', 'null', '~'])('can be empty: %j', (empty) => {
    expect(readYaml(empty, 'a.yml')).toBeUndefined();
  });

  test.each([
    ['an unclosed bracket', 'a: [', 1],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 3],
    ['a tab for indentation', 'a:\n\tb: 1', 2],
    ['an alias of nothing', 'a: *nothing', 1],
  ])('is refused with the spot of %s', (_, broken, line) => {
    let problem;
    try {
      readYaml(broken, 'b.yml');
    } catch (error) {
      if (error instanceof BelfryError) problem = error.problems[0];
    }
    expect(problem).toMatchObject({ check: 'yaml/syntax', place: { file: 'b.yml', line } });
  });
});
