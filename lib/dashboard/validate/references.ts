import type { Link } from '../link';
import type { Dashboard } from '../model';
import type { Panel } from '../panel/panel';
import { queriesOf } from '../panel/panel';
import type { TraceSearch } from '../trace-search';
import { variablesIn } from '../variable';

/** Variables that the texts of a panel refer to as `$name`: log queries, trace searches, Markdown, links. */
export function referencesOf(panel: Panel): readonly string[] {
  return [...new Set([...textsOf(panel), ...panel.links.flatMap(linkTexts), ...queriesOf(panel).flatMap(({ links }) => links.flatMap(linkTexts))].flatMap(variablesIn))];
}

/** Every variable that something in the dashboard refers to. */
export function usedVariables({ rows, links, variables }: Dashboard): ReadonlySet<string> {
  const panels = rows.flatMap((row) => row.panels);
  return new Set([
    ...variables.flatMap(({ kind, name }) => (kind === 'dataSource' && panels.some((panel) => queriesOf(panel).length > 0) ? [name] : [])),
    ...panels.flatMap((panel) => (panel.kind === 'timeSeries' && typeof panel.window !== 'string' ? [panel.window.name] : [])),
    ...rows.flatMap(({ repeatFor }) => (repeatFor === undefined ? [] : [repeatFor.name])),
    ...panels.flatMap(referencesOf),
    ...panels.flatMap(queriesOf).flatMap(({ narrowings }) => narrowings.map(({ name }) => name)),
    ...links.flatMap(linkTexts).flatMap(variablesIn),
  ]);
}

/** The links of a dashboard that lead to other dashboards, wherever they stand. */
export function dashboardLinks({ rows, links }: Dashboard): readonly Extract<Link, { readonly kind: 'dashboard' }>[] {
  const panels = rows.flatMap((row) => row.panels);
  const all = [...links, ...panels.flatMap((panel) => [...panel.links, ...queriesOf(panel).flatMap((query) => query.links)])];
  return all.filter((link) => link.kind === 'dashboard');
}

function textsOf(panel: Panel): readonly string[] {
  switch (panel.kind) {
    case 'logs':
      return panel.queries.map(({ text }) => text);
    case 'traces':
      return searchTexts(panel.search);
    case 'trace':
      return [panel.traceId.reference];
    case 'text':
      return [panel.markdown];
    default:
      return [];
  }
}

function searchTexts({ service, operation, tags }: TraceSearch): string[] {
  return [service, ...(operation === undefined ? [] : [operation]), ...Object.values(tags ?? {})];
}

function linkTexts(link: Link): string[] {
  switch (link.kind) {
    case 'dashboard':
      return Object.values(link.variables);
    case 'url':
      return [link.url];
    case 'logs':
      return [link.query.text];
    case 'traces':
      return searchTexts(link.search);
  }
}
