import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ruleParts } from '../../../lib/component/shared/rule-files';
import { toYaml } from '../../../lib/core/yaml';
import { at, list, plainData, text } from '../sample-stack';

const stack = { environment: 'test', clusterName: 'c', namespace: 'monitoring', nodeNamespace: 'monitoring-nodes' };

function groups(count: number, rulesEach: number, expr = 'up == 0\nand\n- 1 < 0'): string {
  return toYaml(
    { groups: Array.from({ length: count }, (_, group) => ({ name: `group-${String(group)}`, rules: Array.from({ length: rulesEach }, (_rule, rule) => ({ alert: `Alert${String(group)}x${String(rule)}`, expr, annotations: { summary: `- name: not a group` } })) })) },
    { header: 'Rules of the shop.' },
  );
}

const head = '# Rules of the shop.\ngroups:\n';
const large = groups(300, 20);

describe('ruleParts', () => {
  test('gives each file a ConfigMap of its own', () => {
    const content = groups(2, 2);
    expect(ruleParts(stack, 'prometheus', [{ name: 'shop', content }, { name: 'web', content }])).toEqual([
      { configMap: 'prometheus-rules-shop', file: 'shop.yaml', content },
      { configMap: 'prometheus-rules-web', file: 'web.yaml', content },
    ]);
  });

  test('cuts a large file between groups, losing nothing and exceeding the budget nowhere', () => {
    const parts = ruleParts(stack, 'prometheus', [{ name: 'shop', content: large }]);
    expect(Buffer.byteLength(large)).toBeGreaterThan(512 * 1024);
    expect(parts.map(({ file }) => file)).toEqual(parts.map((_, index) => (index === 0 ? 'shop.yaml' : `shop-${String(index + 1)}.yaml`)));
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part.content)))).toBeLessThanOrEqual(512 * 1024);
    expect(parts.every((part) => part.content.startsWith(`${head}  - name: group-`))).toBe(true);
    expect(head + parts.map((part) => part.content.slice(head.length)).join('')).toBe(large);
    expect(list(plainData(parse(parts.at(-1)?.content ?? '')), 'groups').map((group) => text(group, 'name'))).toContain('group-299');
  });

  test('cuts in the same places every time, and as seldom as it can', () => {
    const parts = ruleParts(stack, 'prometheus', [{ name: 'shop', content: large }]);
    expect(ruleParts(stack, 'prometheus', [{ name: 'shop', content: large }])).toEqual(parts);
    for (const [index, part] of parts.slice(0, -1).entries()) {
      const next = (parts[index + 1]?.content ?? '').slice(head.length);
      const firstGroup = next.slice(0, next.indexOf('\n  - name') + 1);
      expect(Buffer.byteLength(part.content) + Buffer.byteLength(firstGroup)).toBeGreaterThan(512 * 1024);
    }
  });

  test('cuts lists that are not indented, as other writers have them', () => {
    const content = groups(400, 20).replaceAll(/^ {2}/gm, '');
    const parts = ruleParts(stack, 'prometheus', [{ name: 'shop', content }]);
    expect(parts.length).toBeGreaterThan(1);
    expect(head + parts.map((part) => part.content.slice(head.length)).join('')).toBe(content);
  });

  test.each([
    ['a group that is larger than a ConfigMap', [{ name: 'shop', content: groups(1, 6000) }], /group group-0.*split the group/su],
    ['a large file in one line', [{ name: 'shop', content: large.replaceAll('\n', ' ') }], /not written as one list entry/u],
    ['two files of one name', [{ name: 'shop', content: '' }, { name: 'shop', content: '' }], /two files of rules are called 'shop.yaml'/u],
    ['a file that has the name of a part', [{ name: 'shop', content: large }, { name: 'shop-2', content: '' }], /two files of rules are called 'shop-2.yaml'.*counted from 2/su],
    ['a name with a slash', [{ name: 'shop/api', content: '' }], /no name for a file of rules/u],
  ])('refuses %s', (_, files, message) => {
    expect(() => ruleParts(stack, 'prometheus', files)).toThrow(message);
  });

  test('a file at the budget is not cut', () => {
    const content = `groups: []\n#${'x'.repeat(512 * 1024 - 12)}`;
    expect(ruleParts(stack, 'prometheus', [{ name: 'shop', content }])).toHaveLength(1);
    expect(at(plainData(parse(content)), 'groups')).toEqual([]);
  });
});
