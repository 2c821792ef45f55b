import { findCheckPage } from '../../check/page/check-page';
import { pagePath, renderPage } from '../../check/page/render-page';
import type { CheckedProblem } from '../../check/run';
import type { Severity } from '../../core/problem';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0, for code scanning. Columns count UTF-16 units, which is SARIF's default.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export function toSarif(problems: readonly CheckedProblem[], pages: URL | undefined): string {
  const used = [...new Set(problems.map(({ check }) => check))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'belfry lint', rules: used.map((id) => ruleOf(id, pages)) } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, used)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(id: string, pages: URL | undefined): object {
  const page = findCheckPage(id);
  if (page === undefined) return { id };
  const { title, rationale, severity } = page;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: rationale },
    ...(pages === undefined ? {} : { helpUri: new URL(pagePath(page), pages).href }),
    help: { text: rationale, markdown: renderPage(page) },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf({ check, severity, place, message, fix, rule }: CheckedProblem, used: readonly string[]): object {
  const { file = '', line = 1, column = 1 } = place;
  return {
    ruleId: check,
    ruleIndex: used.indexOf(check),
    level: levels[severity],
    message: { text: fix === undefined ? message : `${message}. Fix: ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: line, startColumn: column } },
        ...(rule === undefined ? {} : { logicalLocations: [{ name: rule }] }),
      },
    ],
  };
}
