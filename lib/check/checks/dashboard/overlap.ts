import { check } from '../../check';
import { dashboardFile } from '../../example/example';
import type { Cell } from '../../model/subject';

const dashboard = (x: number): ReturnType<typeof dashboardFile> => {
  const text = (id: number, title: string, gridPos: Cell): object => ({ id, type: 'text', title, gridPos });
  return dashboardFile(`${JSON.stringify({ uid: 'shop', title: 'Shop', panels: [text(1, 'Left', { x: 0, y: 0, w: 12, h: 8 }), text(2, 'Right', { x, y: 0, w: 12, h: 8 })] }, undefined, 2)}\n`);
};

export const overlap = check({
  id: 'dashboard/overlap',
  severity: 'warning',
  title: 'panels on top of each other',
  rationale: 'Grafana moves panels that overlap until they no longer do. The dashboard looks different from what its file says, and a row that was meant to fit the screen does not.',
  subject: 'dashboard',
  bad: dashboard(8),
  good: dashboard(12),
  *find({ panels }) {
    const placed = panels.flatMap(({ cell, title, isFolded }) => (cell === undefined || isFolded ? [] : [{ cell, title }])).sort((a, b) => a.cell.y - b.cell.y);
    for (const [index, { cell, title }] of placed.entries()) {
      // What begins below this panel cannot overlap it, nor can what comes after that.
      for (let next = index + 1, other = placed[next]; other !== undefined && other.cell.y < cell.y + cell.h; next += 1, other = placed[next]) {
        if (other.cell.x < cell.x + cell.w && cell.x < other.cell.x + other.cell.w) yield { message: `'${other.title.value}' lies on '${title.value}'`, spot: { text: other.title }, fix: 'move one of them: the grid is 24 cells wide' };
      }
    }
  },
});
