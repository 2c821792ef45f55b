import { describe, expect, test } from '@jest/globals';
import { lint } from '../../lib/check/lint';
import { checkPages } from '../../lib/check/page/check-page';
import { expectDocumented } from '../rule/documented';
import type { Mistake } from './pint';
import { elsewhere, mistakes } from './pint';

function checksOf({ text }: Mistake): readonly string[] {
  return lint({ catalog: { file: 'catalog.yaml', content: text.catalog }, sources: [{ file: 'rules.yaml', content: text.text }] }).problems.map(({ check }) => check);
}

describe('what pint reports', () => {
  test.each(mistakes.map((mistake) => [`${mistake.pint}: ${mistake.what}`, mistake] as const))('%s', (_name, mistake) => {
    expect(checksOf(mistake)).toContain(mistake.check);
  });

  test('stands in one of the two tables', () => {
    const compared = new Set(mistakes.map(({ pint }) => pint));
    expect(elsewhere.filter(({ pint }) => compared.has(pint))).toEqual([]);
    expect([...compared, ...elsewhere.map(({ pint }) => pint)].sort()).toEqual(pintsOwn);
  });
});

test('docs/pint.md says so', () => {
  const pages = new Set(checkPages().map(({ id }) => id));
  const link = (id: string): string => (pages.has(id) ? `[${id}](checks/${id}.md)` : id);
  expectDocumented('docs/pint.md', 'mistakes', ['| pint | The mistake | Belfry |', '| --- | --- | --- |', ...mistakes.map(({ pint, what, check }) => `| ${pint} | ${what} | ${link(check)} |`)].join('\n'));
  expectDocumented('docs/pint.md', 'elsewhere', ['| pint | What it needs, and what stands in its place |', '| --- | --- |', ...elsewhere.map(({ pint, instead }) => `| ${pint} | ${instead} |`)].join('\n'));
});

/** The pages below docs/checks/ of pint. */
const pintsOwn: readonly string[] = [
  'alerts/absent', 'alerts/annotation', 'alerts/comparison', 'alerts/count', 'alerts/external_labels', 'alerts/for', 'alerts/template', 'group/interval', 'ignore/file', 'labels/conflict', 'pint/comment',
  'promql/aggregate', 'promql/counter', 'promql/features', 'promql/fragile', 'promql/impossible', 'promql/nan', 'promql/offset', 'promql/performance', 'promql/range_query', 'promql/rate', 'promql/regexp', 'promql/selector', 'promql/series', 'promql/syntax', 'promql/vector_matching',
  'query/cost', 'rule/dependency', 'rule/duplicate', 'rule/for', 'rule/label', 'rule/link', 'rule/name', 'rule/owner', 'rule/reject', 'rule/report', 'yaml/parse',
];
