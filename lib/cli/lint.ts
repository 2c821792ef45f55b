import { readFileSync } from 'node:fs';
import type { Problem } from '../core/problem';
import { mistake } from '../core/problem';
import type { LintResult, LintSource } from '../check/lint';
import { lint as lintSources } from '../check/lint';
import type { CommandResult } from './result';
import type { LintFormat } from './lint/format';
import { formatLint } from './lint/format';

export type { LintFormat } from './lint/format';
export { lintFormats } from './lint/format';

export interface LintCommand {
  /** Path of a metric catalog. @default no catalog */
  readonly catalog?: string;
  /** Paths of rule files and dashboards. */
  readonly files: readonly string[];
  readonly format: LintFormat;
  /** Where `docs/checks/` is published. @default SARIF carries the text of the pages and no links */
  readonly docsUrl?: string;
  /** Rule files are Loki's, and written in LogQL. @default each file shows by itself whose it is */
  readonly isLogql?: boolean;
  /** Whether the human format may be coloured. @default no colours */
  readonly isColoured?: boolean;
}

/**
 * `belfry lint --catalog catalog.yaml rules.yaml`: text for standard output, and the exit status: 0 without an error, 1
 * with at least one, 2 when a file could not be read or parsed. An expression that is no PromQL is an error in a file
 * that can be read, so it ends with 1 and the other rules are checked all the same.
 */
export function lint({ catalog, files, format, docsUrl, isLogql = false, isColoured = false }: LintCommand): CommandResult {
  const pages = docsUrl === undefined ? undefined : pagesBelow(docsUrl);
  const problems: Problem[] = [];
  const sources = files.flatMap((file) => read(file, problems));
  const [catalogSource] = catalog === undefined ? [] : read(catalog, problems);
  // Without its catalog every metric would be unknown, so nothing is checked.
  const isCatalogMissing = catalog !== undefined && catalogSource === undefined;
  const nothing: LintResult = { problems: [], isReadable: false, notes: [] };
  const result = isCatalogMissing ? nothing : lintSources({ ...(catalogSource === undefined ? {} : { catalog: catalogSource }), sources, ...(isLogql ? { ruleLanguage: 'logql' as const } : {}) });
  const all = [...problems, ...result.problems];
  const isReadable = result.isReadable && problems.length === 0;
  const exitStatus = !isReadable ? 2 : all.some(({ severity }) => severity === 'error') ? 1 : 0;
  return { text: formatLint({ problems: all, notes: result.notes, fileCount: files.length, pages }, format, isColoured), exitStatus };
}

function pagesBelow(docsUrl: string): URL {
  const base = docsUrl.endsWith('/') ? docsUrl : `${docsUrl}/`;
  if (URL.canParse(base)) return new URL(base);
  throw mistake({ check: 'lint/docs-url', message: `'${docsUrl}' is no absolute address`, place: { subject: `--docs-url ${docsUrl}` }, fix: 'write it in full: https://git.example/belfry/docs/checks/' });
}

function read(file: string, problems: Problem[]): LintSource[] {
  try {
    return [{ file, content: readFileSync(file) }];
  } catch (error) {
    problems.push({ check: 'file/unreadable', severity: 'error', message: `the file cannot be read: ${reasonOf(error)}`, place: { file, line: 1, column: 1 }, fix: 'check the path and its permissions' });
    return [];
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+ '[^]*$/, '') : String(error);
}
