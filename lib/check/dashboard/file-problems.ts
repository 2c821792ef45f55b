import type { Place, Problem } from '../../core/problem';

/**
 * Kinds of panel that Grafana has dropped, with their successors. Some it converts while it loads a dashboard, in ways
 * that nobody reviewed; the others show an error.
 * Source: autoMigrateAngular in apps/dashboard/pkg/migration of grafana/grafana
 */
const successors: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'grafana-singlestat-panel': 'stat',
  'table-old': 'table',
  'grafana-piechart-panel': 'piechart',
  'grafana-worldmap-panel': 'geomap',
  'natel-discrete-panel': 'state-timeline',
};

/** What is wrong with the text of a dashboard that somebody wrote or exported: `dashboardFileProblems(text, 'overview.json')`. */
export function dashboardFileProblems(text: string, file: string): Problem[] {
  const comment = commentIn(text);
  if (comment !== undefined) {
    return [
      {
        check: 'dashboard/json-comment',
        severity: 'error',
        message: 'JSON has no comments',
        place: { ...spot(text, comment.from, file), excerpt: { text, ...comment } },
        why: 'Grafana skips a file that it cannot parse, and tells its log alone',
        fix: 'move the remark into the description of the panel or of the dashboard',
      },
    ];
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return [{ check: 'dashboard/json-syntax', severity: 'error', message: `it is no JSON: ${error instanceof Error ? error.message : String(error)}`, place: { file }, why: 'Grafana skips a file that it cannot parse, and tells its log alone', fix: 'mend the syntax, or generate the dashboard' }];
  }
  return panelsOf(document).flatMap(({ type, title }): Problem[] => {
    const successor = successors[type];
    if (successor === undefined) return [];
    const at = text.search(new RegExp(`"type"\\s*:\\s*"${type}"`));
    return [
      {
        check: 'dashboard/removed-panel-type',
        severity: 'error',
        message: `Grafana has no '${type}' panels any more`,
        place: { ...spot(text, Math.max(0, at), file), subject: `panel '${title}'` },
        fix: `make it a '${successor}' panel`,
      },
    ];
  });
}

interface FoundPanel {
  readonly type: string;
  readonly title: string;
}

/** The panels of a document, those of folded rows included. */
function panelsOf(document: unknown): FoundPanel[] {
  if (typeof document !== 'object' || document === null || !('panels' in document) || !Array.isArray(document.panels)) return [];
  return document.panels.flatMap((panel: unknown): FoundPanel[] => {
    if (typeof panel !== 'object' || panel === null) return [];
    const type = 'type' in panel && typeof panel.type === 'string' ? panel.type : '';
    const title = 'title' in panel && typeof panel.title === 'string' ? panel.title : '';
    return [{ type, title }, ...panelsOf(panel)];
  });
}

/** The first comment outside a string. */
function commentIn(text: string): { readonly from: number; readonly to: number } | undefined {
  const token = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
  for (const match of text.matchAll(token)) {
    if (!match[0].startsWith('"')) return { from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

function spot(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
