import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../../tools/proof/ledger';
import { proofTable, withTable } from '../../../tools/proof/report';

const outcomes: readonly Outcome[] = [
  { section: 'Signals', promise: 'a metric | a line', figure: '1 of\n1', verdict: 'pass' },
  { section: 'Faults', promise: 'nothing is lost', figure: '9 of 10', verdict: 'fail' },
];

describe('the table of a proof', () => {
  it('has a part for each section, and no figure breaks it', () => {
    expect(proofTable(outcomes)).toBe(
      '### Signals\n\n| Promise | Figure | Verdict |\n| --- | --- | --- |\n| a metric \\| a line | 1 of 1 | pass |\n\n' +
        '### Faults\n\n| Promise | Figure | Verdict |\n| --- | --- | --- |\n| nothing is lost | 9 of 10 | fail |\n',
    );
  });

  it('replaces the one in the page and leaves the rest, however often', () => {
    const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'proof.md'), 'utf8');
    const once = withTable(page, 'small', outcomes);
    expect(once).toContain('| nothing is lost | 9 of 10 | fail |');
    expect(withTable(once, 'ha', [])).toContain('| nothing is lost | 9 of 10 | fail |');
    expect(once.split('\n')[0]).toBe(page.split('\n')[0]);
    expect(withTable(once, 'small', outcomes)).toBe(once);
  });

  it('refuses a page without the marks', () => {
    expect(() => withTable('# Proof\n', 'small', outcomes)).toThrow(/docs\/proof\.md[\s\S]*lost the marks/);
  });
});
