import { readFileSync } from 'node:fs';
import type { Problem, Severity } from '../core/problem';
import { BelfryError, mistake, refuse, renderProblem } from '../core/problem';
import { checkRouting } from '../check/route/all';
import type { RoutableAlert } from '../route/alert';
import type { DrawnRoute } from '../route/draw';
import { drawTree, drawnRoutes } from '../route/draw';
import { loadForeignFile } from '../route/foreign/load';
import { foreignAlerts } from '../route/foreign/rules';
import { groupByText } from '../route/route';
import { simulate } from '../route/simulate';
import type { CommandResult } from './result';

/** The result of a command for people, and the same as data. */
export interface RoutesResult<Json> extends CommandResult {
  readonly json: Json;
}

/** A problem as `belfry routes lint --format json` prints it. */
export interface RoutesLintEntry {
  readonly check: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The route, receiver, inhibition or alert that is concerned. */
  readonly route?: string;
  readonly message: string;
  readonly fix: string;
}

export interface RoutesFiles {
  /** Path of an alertmanager.yml. */
  readonly config: string;
  /** Paths of rule files, whose alerts the tree is to serve. @default the alerts are not known */
  readonly rules?: readonly string[];
}

/**
 * `belfry routes lint --config alertmanager.yml --rules rules.yml`: what Alertmanager refuses, and what it accepts but
 * nobody can mean. Status 0 without errors, 1 with at least one, 2 when a file could not be read.
 */
export function routesLint({ config, rules = [] }: RoutesFiles): RoutesResult<readonly RoutesLintEntry[]> {
  try {
    const { model, problems } = loadForeignFile(config);
    const alerts = rules.length === 0 ? undefined : rules.flatMap(readAlerts);
    const all = [...problems, ...checkRouting(model, alerts)];
    return lintResult(sorted(all), all.some(({ severity }) => severity === 'error') ? 1 : 0, config);
  } catch (error) {
    if (error instanceof BelfryError) return lintResult(error.problems, 2, config);
    throw error;
  }
}

/** Files in the order in which they were given, each from top to bottom. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ place }) => place.file))];
  const spot = ({ place: { file, line = 0, column = 0 } }: Problem): number => files.indexOf(file) * 1e12 + line * 1e6 + column;
  return [...problems].sort((a, b) => spot(a) - spot(b));
}

function lintResult(problems: readonly Problem[], exitStatus: number, config: string): RoutesResult<readonly RoutesLintEntry[]> {
  const json = problems.map(({ check, severity, place, message, fix = '' }): RoutesLintEntry => ({
    check,
    severity,
    file: place.file ?? config,
    line: place.line ?? 1,
    column: place.column ?? 1,
    ...(place.subject === undefined ? {} : { route: place.subject }),
    message,
    fix,
  }));
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return { json, exitStatus, text: `${[...problems.map((problem) => renderProblem(problem)), count].join('\n\n')}\n` };
}

/** A delivery as `belfry routes test --format json` prints it. */
export interface RoutesTestEntry {
  readonly receiver: string;
  /** `['...']` for a group per alert. */
  readonly groupBy: readonly string[];
  readonly muted: boolean;
}

export interface RoutesTestCommand {
  readonly config: string;
  /** `name=value` */
  readonly labels: readonly string[];
  /** RFC 3339. @default no interval applies */
  readonly at?: string;
}

/**
 * `belfry routes test --config alertmanager.yml --label severity=critical --at 2026-03-01T12:00:00Z`: who is told of an
 * alert with these labels.
 *
 * @throws BelfryError when the file cannot be read, when Alertmanager refuses it, or when a label or the moment is none
 */
export function routesTest({ config, labels, at }: RoutesTestCommand): RoutesResult<readonly RoutesTestEntry[]> {
  const { model, problems } = loadForeignFile(config);
  refuse(problems);
  const asked = Object.fromEntries(labels.map(readLabel));
  const { deliveries } = simulate(model, asked, at === undefined ? {} : { at: readMoment(at) });
  return {
    json: deliveries.map(({ receiver, groupBy, muted }) => ({ receiver, groupBy: groupByText(groupBy), muted: muted !== undefined })),
    text: deliveries.map(({ receiver, groupBy, muted }) => `${receiver}${groupBy.length === 0 ? '' : `  grouped by ${groupByText(groupBy).join(', ')}`}${muted === undefined ? '' : `  ${muted.reason}`}\n`).join(''),
    exitStatus: 0,
  };
}

function readLabel(text: string): readonly [string, string] {
  const [, name, value] = /^([^=!~]+)=([^~][^]*|)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw mistake({ check: 'route/label', message: `'${text}' is no label`, place: { subject: `--label ${text}` }, fix: 'write name=value' });
  return [name, value];
}

function readMoment(text: string): Date {
  const moment = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[-+]\d{2}:\d{2})$/.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw mistake({ check: 'route/moment', message: `'${text}' is no moment`, place: { subject: `--at ${text}` }, fix: 'write it as RFC 3339: 2026-03-01T12:00:00Z' });
}

/**
 * `belfry routes show --config alertmanager.yml --rules rules.yml`: the tree, with the alerts under each route that
 * takes them.
 *
 * @throws BelfryError when a file cannot be read, or when Alertmanager refuses the configuration
 */
export function routesShow({ config, rules = [] }: RoutesFiles): RoutesResult<DrawnRoute> {
  const { model, problems } = loadForeignFile(config);
  refuse(problems);
  const tree = drawnRoutes(model, rules.flatMap(readAlerts));
  return { json: tree, text: drawTree(tree), exitStatus: 0 };
}

function readAlerts(path: string): readonly RoutableAlert[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw mistake({ check: 'route/unreadable', message: `cannot read the file: ${error instanceof Error ? error.message : String(error)}`, place: { file: path }, fix: 'name a rule file that exists' });
  }
  return foreignAlerts(text, path);
}
