import { isMap } from 'yaml';
import { append } from '../core/collect';
import type { Problem } from '../core/problem';
import type { GroupDraft } from './model/draft';
import { ruleSetOf } from './model/draft';
import { KnownMetrics, nothingInstalled } from './model/known-metrics';
import type { CheckedProblem } from './run';
import { runChecks } from './run';
import { readCatalog } from './source/catalog-file';
import { dashboardIn, readDashboard } from './source/dashboard';
import { jsonProblem } from './source/json';
import type { RuleLanguage } from './source/rule-file';
import { readGroups } from './source/rule-file';
import { straySwitches } from './source/switches';
import { readUtf8 } from './source/utf8';
import { YamlFile } from './source/yaml-file';

/** A file that somebody wrote. */
export interface LintSource {
  /** What it is called in diagnostics. */
  readonly file: string;
  readonly content: string | Uint8Array;
}

export interface LintOptions {
  /** @default no catalog: checks do what they can without */
  readonly catalog?: LintSource;
  readonly sources: readonly LintSource[];
  /** What rule files are written in. @default LogQL where a file holds an expression that is LogQL and no PromQL, PromQL otherwise */
  readonly ruleLanguage?: RuleLanguage;
}

export interface LintResult {
  /** In the order of the files, then by line and column. */
  readonly problems: readonly CheckedProblem[];
  /** Whether every file, and the catalog, could be read and parsed. */
  readonly isReadable: boolean;
  /** What could not be checked, and why; one sentence each. */
  readonly notes: readonly string[];
}

/** Checks ordinary rule files of Prometheus and of Loki, and Grafana dashboards, that somebody else wrote. */
export function lint({ catalog, sources, ruleLanguage }: LintOptions): LintResult {
  const problems: CheckedProblem[] = [];
  let isReadable = true;
  const unreadable = (found: readonly Problem[]): void => {
    append(problems, found);
    isReadable = false;
  };
  const read = catalog === undefined ? undefined : catalogOf(catalog);
  if (read !== undefined) append(problems, read.problems);
  if (read !== undefined && read.installation === undefined) return { problems: ordered(problems, [catalog, ...sources]), isReadable: false, notes: [] };
  const known = new KnownMetrics(read?.installation ?? nothingInstalled);
  const groups: GroupDraft[] = [];
  const dashboardFiles: DashboardFile[] = [];
  for (const source of sources) {
    const content = contentOf(source);
    if ('problem' in content) unreadable([content.problem]);
    else {
      const file = readSource(source.file, content.text, ruleLanguage);
      if (file.isReadable) append(problems, file.problems);
      else unreadable(file.problems);
      append(groups, file.groups);
      append(dashboardFiles, file.dashboards);
    }
  }
  const rules = ruleSetOf(groups, known);
  // Panels read what the rules record, so they come after.
  const dashboards = dashboardFiles.map(({ yaml, root }) => readDashboard(yaml, root, known));
  append(problems, dashboards.flatMap((read) => read.problems));
  append(problems, runChecks({ known, rules, dashboards: dashboards.map(({ dashboard }) => dashboard) }));
  return { problems: ordered(problems, [catalog, ...sources]), isReadable, notes: catalog === undefined ? [withoutCatalog] : [] };
}

const withoutCatalog =
  'no catalog was given: metric types, units, labels and buckets are unknown, so that unknown metrics and labels, wrong units and thresholds out of reach went unnoticed (see --catalog)';

function catalogOf(source: LintSource): ReturnType<typeof readCatalog> {
  const content = contentOf(source);
  return 'problem' in content ? { installation: undefined, problems: [content.problem] } : readCatalog(content.text, source.file);
}

function contentOf({ file, content }: LintSource): ReturnType<typeof readUtf8> {
  return typeof content === 'string' ? { text: content } : readUtf8(content, file);
}

interface ReadSource {
  readonly groups: readonly GroupDraft[];
  readonly problems: readonly CheckedProblem[];
  readonly dashboards: readonly DashboardFile[];
  readonly isReadable: boolean;
}

interface DashboardFile {
  readonly yaml: YamlFile;
  readonly root: NonNullable<ReturnType<typeof dashboardIn>>;
}

function readSource(file: string, text: string, language: RuleLanguage | undefined): ReadSource {
  const syntax = isJson(file, text) ? jsonProblem(file, text) : undefined;
  const yaml = syntax === undefined ? new YamlFile(file, text, 'failsafe') : undefined;
  if (yaml === undefined || yaml.problems.length > 0) return { groups: [], dashboards: [], problems: syntax === undefined ? (yaml?.problems ?? []) : [syntax], isReadable: false };
  const groups: GroupDraft[] = [];
  const dashboards: DashboardFile[] = [];
  const problems: CheckedProblem[] = [];
  let isKnown = false;
  for (const document of yaml.documents) {
    const root = yaml.resolved(document.contents);
    if (!isMap(root)) continue;
    const list = groupsIn(yaml, root);
    const dashboard = list === undefined ? dashboardIn(yaml, root) : undefined;
    isKnown ||= list !== undefined || dashboard !== undefined;
    if (dashboard !== undefined) dashboards.push({ yaml, root: dashboard });
    const content = list === undefined ? undefined : readGroups(yaml, list.value, language);
    append(groups, content?.groups ?? []);
    append(problems, content?.problems ?? []);
  }
  if (isKnown) return { groups, dashboards, problems: [...problems, ...straySwitches(yaml, groups), ...yaml.problems], isReadable: true };
  const message = text.trim() === '' ? 'the file is empty' : 'this is neither a rule file nor a dashboard';
  const problem: Problem = { check: 'file/unknown-kind', severity: 'error', message, place: yaml.place(0, 1), fix: "a rule file has the key 'groups' at the top, a dashboard the key 'panels'" };
  return { groups: [], dashboards: [], problems: [problem], isReadable: false };
}

/** YAML may begin with a brace as well, but not with a brace and a quote as people write it. */
function isJson(file: string, text: string): boolean {
  return file.toLowerCase().endsWith('.json') || /^\s*\{\s*["/]/.test(text);
}

/** The list of groups of a rule file, or of a PrometheusRule object. */
function groupsIn(yaml: YamlFile, root: Parameters<YamlFile['entries']>[0]): { readonly value: Parameters<YamlFile['resolved']>[0] } | undefined {
  const fields = yaml.entries(root);
  const direct = fields.get('groups');
  if (direct !== undefined) return { value: direct.value };
  const spec = yaml.resolved(fields.get('spec')?.value);
  const inner = isMap(spec) ? yaml.entries(spec).get('groups') : undefined;
  return inner === undefined ? undefined : { value: inner.value };
}

function ordered(problems: readonly CheckedProblem[], sources: readonly (LintSource | undefined)[]): readonly CheckedProblem[] {
  const rank = new Map(sources.map((source, index) => [source?.file, index]));
  const at = ({ place }: CheckedProblem): readonly number[] => [rank.get(place.file) ?? sources.length, place.line ?? 0, place.column ?? 0];
  const severity = { error: 0, warning: 1, info: 2 } as const;
  return problems
    .map((problem) => ({ problem, key: [...at(problem), severity[problem.severity]] }))
    .sort((a, b) => compare(a.key, b.key) || (a.problem.check < b.problem.check ? -1 : a.problem.check > b.problem.check ? 1 : 0))
    .map(({ problem }) => problem);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
