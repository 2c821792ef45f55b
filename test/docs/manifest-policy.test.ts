import { describe, expect, test } from '@jest/globals';
import { graderExceptions } from '../../lib/component/shared/policy';
import { componentIds, components } from '../../lib/stack/components';
import type { ComponentDescription } from '../../lib/component/shared/description';
import { checks } from '../component/policy/all';
import { expectDocumented } from '../rule/documented';

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string => [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

describe('docs/manifest-policy.md', () => {
  test('tells every rule', () => {
    expectDocumented('docs/manifest-policy.md', 'rules', table(['Rule', 'What holds'], checks.map(({ rule, title }) => [rule, title])));
  });

  test('tells every exception and its reason', () => {
    const rows = componentIds.flatMap((id) => {
      const { exceptions }: ComponentDescription = components[id];
      return exceptions.map(({ rule, reason }) => [id, rule, reason]);
    });
    expect(rows.length).toBeGreaterThan(5);
    expectDocumented('docs/manifest-policy.md', 'exceptions', table(['Component', 'Rule', 'Why not'], rows));
  });

  test('tells what graders want in vain', () => {
    expectDocumented('docs/manifest-policy.md', 'graders', table(['Grader', 'Check', 'Profile', 'Why not'], graderExceptions.map(({ grader, check, profile = 'all', reason }) => [grader, check, profile, reason])));
  });
});
