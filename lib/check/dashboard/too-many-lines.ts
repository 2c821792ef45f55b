import { queriesOf } from '../../dashboard/panel/panel';
import type { Query } from '../../dashboard/query';
import { isOpen } from '../../metric/declaration';
import type { Node } from '../../promql/node';
import { selectors, unwrapped } from '../../promql/node';
import type { PanelCheck } from './panel-check';

/** More lines than Grafana has colours for; beyond that, two lines look alike. Its classic palette has 56. */
const readable = 56;

export const tooManyLines: PanelCheck = {
  id: 'dashboard/too-many-lines',
  severity: 'warning',
  title: 'more lines than anybody can tell apart',
  why: 'nobody finds the one bad line among so many, and the browser draws all of them every time',
  find({ panel }) {
    if (panel.kind !== 'timeSeries') return [];
    return queriesOf(panel).flatMap((query) => {
      const expected = expectedLines(query);
      return expected <= readable ? [] : [{ message: `it draws about ${expected} lines (${[...query.labels.known.keys()].join(' x ')})`, fix: 'aggregate by fewer labels, or show the topk()' }];
    });
  },
};

/**
 * Product of what each label can hold, as far as the declarations tell; a label of unknown size counts as one. A choice
 * of the reader's changes nothing: at first, everything is chosen.
 */
function expectedLines({ expression, labels }: Query): number {
  const limit = rankOf(expression);
  let lines = 1;
  for (const [label, { values }] of labels.known) {
    lines *= values === 'open' ? expectedValues(expression, label) : Math.max(1, values.length);
  }
  return Math.min(lines, limit);
}

function expectedValues(expression: Node, label: string): number {
  const declared = selectors(expression).map(({ declaration }) => declaration?.labels[label]);
  return Math.max(1, ...declared.map((values) => (values === undefined ? 1 : isOpen(values) ? values.expected : values.length)));
}

/** How many series a topk or bottomk leaves. */
function rankOf(expression: Node): number {
  const node = unwrapped(expression);
  const isRanked = node.kind === 'aggregate' && (node.operator === 'topk' || node.operator === 'bottomk') && node.grouping === undefined;
  return isRanked && node.parameter?.kind === 'number' ? node.parameter.value : Infinity;
}
