import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../lib/check/lint';
import { Catalog, catalogDocument } from '../../lib/metric/catalog';
import { toYaml } from '../../lib/core/yaml';
import { alertsOf } from '../../lib/rule/group';
import { logAlertsOf } from '../../lib/rule/log-alert';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { belfry } from '../../rules/belfry/system';
import { systems } from '../../rules/index';
import { links } from '../rule/promtool';

/** What an alert links to: a page for each, none for nobody, and nothing on it that does not work. */

const folder = resolve(__dirname, '../../docs/runbooks');

const alerts = [...alertsOf(systems.flatMap(({ groups }) => groups)), ...logAlertsOf(systems.flatMap(({ logGroups = [] }) => logGroups))];

const sections = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Escalation'];

const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).sort();

const read = (page: string): string => readFileSync(join(folder, page), 'utf8');

/** The text below each heading, fenced code included. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]));
}

function queriesOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/^```promql\n([^]*?)^```$/gm), ([, query = '']) => query.trim());
}

test('every alert has its page, and every page its alert', () => {
  expect([...new Set(alerts.map(({ runbook }) => `${runbook}.md`))].sort()).toEqual(pages);
});

test('every page is called as its alert, or serves the alerts of one objective', () => {
  for (const page of pages) {
    const own = alerts.filter(({ runbook }) => `${runbook}.md` === page).map(({ name }) => name);
    const [, title = ''] = /^# (\w+)\n/.exec(read(page)) ?? [];
    expect({ page, misnamed: own.filter((name) => !name.startsWith(title)), title: title !== '' }).toEqual({ page, misnamed: [], title: true });
    if (own.length > 1) expect({ page, other: own.filter((name) => !/(BudgetBurn\w+|Unknown)$/.test(name)) }).toEqual({ page, other: [] });
  }
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('says what it means, whom it hurts, how to find the cause, what to do, and whom to call', () => {
    const found = sectionsOf(text);
    expect([...found.keys()]).toEqual(sections);
    expect([...found].filter(([, body]) => body.length < 10)).toEqual([]);
    expect(queriesOf(found.get('Diagnosis') ?? '').length).toBeGreaterThan(0);
  });

  test('links to pages that exist', () => {
    const targets = Array.from(text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g), ([, target = '']) => target).filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !pages.includes(relative(folder, resolve(dirname(join(folder, page)), target))))).toEqual([]);
  });

  test('names other alerts by links', () => {
    const prose = text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/\[[^\]]*\]\([^)]*\)/g, '');
    const own = alerts.filter(({ runbook }) => `${runbook}.md` === page).map(({ name }) => name);
    const bare = alerts.filter(({ name }) => !own.includes(name) && new RegExp(`\\b${name}\\b`).test(prose)).map(({ name }) => name);
    expect(bare).toEqual([]);
  });
});

/** The queries of the pages of a system as recording rules, so that they pass whatever the expressions of alerts pass. */
function problemsIn(system: (typeof systems)[number], queries: readonly { readonly page: string; readonly expr: string }[]): readonly string[] {
  const catalog = { file: 'catalog.yaml', content: toYaml(catalogDocument(new Catalog(system.metrics))) };
  const rules = { file: 'rules.yaml', content: toYaml(ruleFileDocument(system.groups, links)) };
  const sources = queries.map(({ page, expr }, index) => ({ file: page, content: toYaml({ groups: [{ name: `queries-${String(index)}`, rules: [{ record: `runbook:query:number${String(index)}`, expr }] }] }) }));
  const { problems } = lint({ catalog, sources: [rules, ...sources] });
  return problems.filter(({ place, check }) => place.file !== rules.file && !onlyOfRules(check)).map(({ check, message, place }) => `${place.file ?? ''}: ${check}: ${message}`);
}

/** What matters only where the result is kept: a reader looks at the ten largest once, and at what is above a limit. */
function onlyOfRules(check: string): boolean {
  return check.startsWith('record/') || check === 'aggregate/top-series';
}

/** A page of a system may ask what the stack says of it as well, such as its probes. */
function unanswered(system: (typeof systems)[number], query: { readonly page: string; readonly expr: string }): readonly string[] {
  const found = problemsIn(system, [query]);
  return found.length > 0 && system !== belfry && problemsIn(belfry, [query]).length === 0 ? [] : found;
}

test.each(systems.map((system) => [system.name, system] as const))('every query of the pages of %s passes the checks that the expressions of alerts pass', (name, system) => {
  const own = pages.filter((page) => page.startsWith(`${name}/`));
  const queries = own.flatMap((page) => queriesOf(read(page)).map((expr) => ({ page, expr })));
  expect(queries.length).toBeGreaterThanOrEqual(Math.max(own.length, 1));
  // Most pass together, which is quick; what does not is looked at one by one.
  const suspects = new Set(problemsIn(system, queries).map((problem) => problem.slice(0, problem.indexOf(':'))));
  expect(queries.filter(({ page }) => suspects.has(page)).flatMap((query) => unanswered(system, query))).toEqual([]);
});

test('the checks find what is wrong in a query', () => {
  expect(problemsIn(belfry, [{ page: 'page.md', expr: 'rate(alertmanager_cluster_members{job="alertmanager"}[5m]) + alertmanager_cluster_member' }]).length).toBeGreaterThan(1);
});
