import { formatDuration } from '../../core/duration';
import { queriesOf } from '../../dashboard/panel/panel';
import { isCalculated, walk } from '../../promql/node';
import type { PanelCheck } from './panel-check';

export const overlappingBars: PanelCheck = {
  id: 'dashboard/overlapping-bars',
  severity: 'error',
  title: 'bars that count an event twice or not at all',
  why: 'bars are added up by whoever sees them: an event that two bars count is seen twice, and one between two bars never',
  find({ panel }) {
    if (panel.kind !== 'timeSeries' || panel.style !== 'bars') return [];
    const { step } = panel;
    return queriesOf(panel).flatMap(({ expression }) =>
      [...walk(expression)].flatMap((node) => {
        if (node.kind !== 'call' || node.name !== 'increase') return [];
        const [range] = node.arguments;
        if (range?.kind !== 'range' || isCalculated(range.range) || range.range.milliseconds === step?.milliseconds) return [];
        const window = formatDuration(range.range);
        return [{ message: step === undefined ? `each bar counts ${window}, and nothing says how far the bars stand apart` : `each bar counts ${window}, and the bars stand ${formatDuration(step)} apart`, fix: 'give the panel a step as long as the window' }];
      }),
    );
  },
};
