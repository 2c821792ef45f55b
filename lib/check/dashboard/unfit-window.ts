import type { Duration } from '../../core/duration';
import { formatDuration, milliseconds } from '../../core/duration';
import { layOut } from '../../dashboard/layout';
import type { Dashboard } from '../../dashboard/model';
import type { Panel } from '../../dashboard/panel/panel';
import { queriesOf } from '../../dashboard/panel/panel';
import { isCalculated, walk } from '../../promql/node';
import type { Finding, PanelCheck } from './panel-check';

/**
 * Grafana asks for one point per pixel of the panel. On a laptop a column of the grid is about 50 pixels wide.
 * Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/#query-options
 */
const pointsPerColumn = 50;

export const unfitWindow: PanelCheck = {
  id: 'dashboard/unfit-window',
  severity: 'warning',
  title: 'a window that does not fit the range of the dashboard',
  why: 'a window that is longer than the whole range draws a flat line, and one that is shorter than the distance of two points leaves out what happens between them',
  find({ dashboard, panel }) {
    if (panel.kind !== 'timeSeries' || panel.window === 'zoom') return [];
    if (panel.window !== 'fixed') return tooLong(dashboard, panel.window.choices);
    const distance = distanceOfPoints(dashboard, panel);
    return queriesOf(panel).flatMap(({ expression }) =>
      [...walk(expression)].flatMap((node): Finding[] => {
        if (node.kind !== 'range' || isCalculated(node.range)) return [];
        const window = node.range;
        if (window.milliseconds > dashboard.range.milliseconds) {
          return [{ message: `it looks back ${formatDuration(window)}, and the dashboard shows ${formatDuration(dashboard.range)}`, fix: 'shorten the window, or lengthen the range of the dashboard' }];
        }
        if (window.milliseconds >= distance.milliseconds) return [];
        return [{ message: `its points stand ${formatDuration(distance)} apart, and each looks back ${formatDuration(window)} only`, fix: "write window: 'zoom', make the panel wider, or shorten the range of the dashboard" }];
      }),
    );
  },
};

/** Of what the reader can choose, the longest. A short one is his own choice, who sees a short time when he takes it. */
function tooLong({ range }: Dashboard, choices: readonly Duration[]): Finding[] {
  const longest = choices.reduce((most, choice) => (choice.milliseconds > most.milliseconds ? choice : most));
  return longest.milliseconds > range.milliseconds ? [{ message: `a reader can let it look back ${formatDuration(longest)}, and the dashboard shows ${formatDuration(range)}`, fix: 'drop the choice, or lengthen the range of the dashboard' }] : [];
}

/** In whole seconds: how far two points stand apart when the dashboard is opened. */
function distanceOfPoints(dashboard: Dashboard, panel: Panel): Duration {
  const columns = layOut(dashboard.rows).flatMap(({ panels }) => panels.filter((placed) => placed.panel === panel).map(({ cell }) => cell.w))[0] ?? 1;
  const step = panel.kind === 'timeSeries' ? (panel.step?.milliseconds ?? 0) : 0;
  const natural = Math.floor(dashboard.range.milliseconds / (columns * pointsPerColumn) / 1000) * 1000;
  return milliseconds(Math.max(step, natural));
}
