import type { Problem, Severity } from '../../core/problem';
import type { Check } from '../check';
import { checks } from '../checks';
import { panelChecks } from '../dashboard/panel-problems';
import type { Example } from '../example/example';
import { exampleCatalog } from '../example/catalog';
import { lint } from '../lint';
import { routeChecks } from '../route/all';
import { exampleProblems } from '../route/example';
import type { RouteCheck, RouteExample } from '../route/route-check';
import { readingMistakes } from './reading';

/** Everything that the page of a check says. */
export interface CheckPage {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly rationale: string;
  /** Who runs it. */
  readonly command: 'belfry lint' | 'belfry routes lint' | 'npm run synth';
  /** How it is switched off for one rule; undefined where it cannot be. */
  readonly isSwitchable: boolean;
  /** Undefined where the mistake can only be made in typed definitions. */
  readonly twins: (() => Twins) | undefined;
}

/** The mistake, and something that looks much like it and is right. */
export interface Twins {
  readonly bad: PageExample;
  readonly good: PageExample;
}

/** What an example consists of, and what the check really says of it. */
export interface PageExample {
  readonly files: readonly PageFile[];
  readonly problems: readonly Problem[];
}

export interface PageFile {
  readonly name: string;
  readonly language: 'yaml' | 'json';
  readonly text: string;
}

/** A page for everything that a linting run can say, by id. */
export function checkPages(): readonly CheckPage[] {
  return [...checks.map(lintPage), ...routeChecks.map(routePage), ...panelChecks.map(panelPage), ...readingMistakes.map((mistake) => readingPage(mistake))].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The page of one check; undefined when there is no check of that id. */
export function findCheckPage(id: string): CheckPage | undefined {
  return checkPages().find((page) => page.id === id);
}

function lintPage(check: Check): CheckPage {
  const { id, severity, title, rationale, bad, good } = check;
  return { id, severity, title, rationale, command: 'belfry lint', isSwitchable: true, twins: () => ({ bad: lintExample(id, bad), good: lintExample(id, good) }) };
}

function readingPage({ id, severity, title, rationale, bad, good }: (typeof readingMistakes)[number]): CheckPage {
  return { id, severity, title, rationale, command: 'belfry lint', isSwitchable: false, twins: () => ({ bad: lintExample(id, bad), good: lintExample(id, good) }) };
}

function lintExample(id: string, { catalog, kind, text }: Example): PageExample {
  const file: PageFile = kind === 'rules' ? { name: 'rules.yaml', language: 'yaml', text } : { name: 'dashboard.json', language: 'json', text };
  const { problems } = lint({ catalog: { file: 'catalog.yaml', content: catalog }, sources: [{ file: file.name, content: text }] });
  const files: readonly PageFile[] = catalog === exampleCatalog ? [file] : [file, { name: 'catalog.yaml', language: 'yaml', text: catalog }];
  return { files, problems: problems.filter(({ check }) => check === id) };
}

function routePage({ id, severity, title, rationale, bad, good }: RouteCheck): CheckPage {
  return { id, severity, title, rationale, command: 'belfry routes lint', isSwitchable: false, twins: () => ({ bad: routeExample(id, bad), good: routeExample(id, good) }) };
}

function routeExample(id: string, example: RouteExample): PageExample {
  const files: PageFile[] = [{ name: 'alertmanager.yml', language: 'yaml', text: `${example.config.trim()}\n` }];
  if (example.alerts !== undefined) {
    const alerts = Object.entries(example.alerts).map(([name, labels]) => `- {alertname: ${name}${Object.entries(labels).map(([label, value]) => `, ${label}: ${typeof value === 'string' ? value : `[${value.join(', ')}]`}`).join('')}}\n`);
    files.push({ name: 'the alerts that are sent to it', language: 'yaml', text: alerts.join('') });
  }
  return { files, problems: exampleProblems({ ...example, config: `${example.config.trim()}\n` }).filter(({ check }) => check === id) };
}

function panelPage({ id, severity, title, why }: (typeof panelChecks)[number]): CheckPage {
  return { id, severity, title, rationale: why, command: 'npm run synth', isSwitchable: false, twins: undefined };
}
