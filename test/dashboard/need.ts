import type { AnsweredSeries } from '../../lib/preview/live/prometheus-api';
import type { AskingPanel } from './asked';

/** What one panel got, an answer for each of its queries. */
export interface PanelAnswers {
  readonly panel: AskingPanel;
  readonly answers: readonly (readonly AnsweredSeries[])[];
}

/** Why the panel would show nothing, or not what it promises; nothing when all is well. */
export function lacks({ panel, answers }: PanelAnswers): readonly string[] {
  const empty = answers.flatMap((answer, index) => (answer.some(({ points }) => points.length > 0) ? [] : [`query ${String(index + 1)} yields nothing`]));
  return empty.length > 0 ? empty : lacksOfType(panel, answers);
}

function lacksOfType({ json }: AskingPanel, answers: PanelAnswers['answers']): readonly string[] {
  switch (json.type) {
    case 'timeseries':
      return answers.some((answer) => answer.every(({ points }) => points.length < 2)) ? ['a line needs two points'] : [];
    case 'heatmap': {
      const bounds = new Set(answers.flat().map(({ labels }) => labels.le));
      const counted = answers.flat().some(({ points }) => points.some(([, value]) => value > 0));
      return [...(bounds.has(undefined) || bounds.size < 3 ? ['a heatmap needs several bounds in the label le'] : []), ...(counted ? [] : ['nothing is counted in any bucket'])];
    }
    case 'state-timeline': {
      const { mappings = [] } = json.fieldConfig.defaults;
      const named = new Set(mappings.flatMap((mapping) => (mapping.type === 'value' ? Object.keys(mapping.options) : [])));
      const strangers = new Set(answers.flat().flatMap(({ points }) => points.map(([, value]) => String(value)).filter((value) => !named.has(value))));
      return [...strangers].map((value) => `${value} is none of its states`);
    }
    case 'table':
      return rowsInCommon(answers) ? [] : ['its columns have no row in common'];
    case 'barchart': {
      const along = json.options.xField ?? '';
      return [...(rowsInCommon(answers) ? [] : ['its bars have no place in common']), ...(answers.flat().every(({ labels }) => along in labels) ? [] : [`a bar has no label '${along}' to stand at`])];
    }
    default:
      return [];
  }
}

/** Whether some set of labels is in every answer: columns are joined by their labels. */
function rowsInCommon(answers: PanelAnswers['answers']): boolean {
  const [first = [], ...others] = answers.map((answer) => answer.map(({ labels }) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))));
  return first.some((row) => others.every((other) => other.includes(row)));
}
