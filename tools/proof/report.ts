import { mistake } from '../../lib/core/problem';
import type { Outcome } from './ledger';

/** The page that says what was proven: the table of promises, and the line that counts them. */
export function proofTable(outcomes: readonly Outcome[]): string {
  const sections = [...new Set(outcomes.map(({ section }) => section))];
  return sections
    .map((section) => {
      const rows = outcomes.filter((outcome) => outcome.section === section).map(({ promise, figure, verdict }) => `| ${cell(promise)} | ${cell(figure)} | ${verdict} |`);
      return `### ${section}\n\n| Promise | Figure | Verdict |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

/** Replaces the table of an environment in a page that has its two marks. */
export function withTable(page: string, environment: string, outcomes: readonly Outcome[]): string {
  const begin = `<!-- The table of ${environment} is written by \`npm run proof -- --environment ${environment} --write\`. -->\n`;
  const end = `<!-- End of the table of ${environment}. -->\n`;
  const [head, rest] = page.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) {
    throw mistake({ check: 'proof/no-marks', message: 'the page has lost the marks between which the table stands', place: { file: 'docs/proof.md' }, fix: `put these lines into it:\n${begin}${end}` });
  }
  return `${head}${begin}\n${proofTable(outcomes)}\n${end}${tail}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
