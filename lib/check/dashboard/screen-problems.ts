import type { Problem } from '../../core/problem';
import { layOut } from '../../dashboard/layout';
import type { Dashboard } from '../../dashboard/model';
import { dashboardPlace, rowPlace } from '../../dashboard/validate/place';
import { mostScreens, screenCells } from './screen';

/** What does not fit: a first row that is longer than a screen, and a dashboard that is longer than four. */
export function screenProblems(dashboard: Dashboard): Problem[] {
  const rows = layOut(dashboard.rows);
  const heights = rows.map(({ cell, panels }) => Math.max(cell.y + cell.h, ...panels.map((placed) => placed.cell.y + placed.cell.h)) - cell.y);
  const [first] = dashboard.rows;
  const [firstHeight = 0] = heights;
  const problems: Problem[] = [];
  if (first !== undefined && !first.isCollapsed && firstHeight > screenCells) {
    problems.push({
      check: 'dashboard/first-row-off-screen',
      severity: 'warning',
      message: `its first row is ${String(firstHeight)} cells high, and a screen shows ${String(screenCells)}`,
      place: rowPlace(dashboard, first),
      why: 'the first row says whether something is broken; what lies below the edge of the screen is not seen at night',
      fix: 'move what explains the trouble to a row below, or make the panels smaller',
    });
  }
  const open = heights.reduce((sum, height, index) => sum + (dashboard.rows[index]?.isCollapsed === true ? 1 : height), 0);
  if (open > screenCells * mostScreens) {
    problems.push({
      check: 'dashboard/too-many-panels',
      severity: 'warning',
      message: `it is ${String(open)} cells high, which is more than ${String(mostScreens)} screens`,
      place: dashboardPlace(dashboard),
      why: 'every refresh asks for all open panels, seen or not, and nobody scrolls that far',
      fix: 'collapse the rows that are rarely needed, or split the dashboard',
    });
  }
  return problems;
}
