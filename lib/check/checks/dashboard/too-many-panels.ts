import { check } from '../../check';
import { dashboardFile } from '../../example/example';
import { mostScreens, screenCells } from '../../dashboard/screen';

const dashboard = (count: number): ReturnType<typeof dashboardFile> => {
  const panels = Array.from({ length: count }, (_, index) => ({ id: index + 1, type: 'text', title: `Part ${String(index + 1)}`, gridPos: { x: 0, y: index * 12, w: 24, h: 12 } }));
  return dashboardFile(`${JSON.stringify({ uid: 'shop', title: 'Shop', panels }, undefined, 2)}\n`);
};

export const tooManyPanels = check({
  id: 'dashboard/too-many-panels',
  severity: 'warning',
  title: 'more panels than anybody scrolls through',
  rationale: 'Every refresh asks for all panels that are not folded away, seen or not. What lies below the fourth screen is asked for all day and looked at by nobody.',
  subject: 'dashboard',
  bad: dashboard(10),
  good: dashboard(8),
  *find({ panels, title }) {
    const height = panels.reduce((most, { cell, isFolded }) => (cell === undefined || isFolded ? most : Math.max(most, cell.y + cell.h)), 0);
    if (height > screenCells * mostScreens) yield { message: `it is ${String(height)} cells high, which is more than ${String(mostScreens)} screens`, spot: { text: title }, fix: 'fold the rows that are rarely needed, or split the dashboard' };
  },
});
