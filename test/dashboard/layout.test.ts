import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlacedRow } from '../../lib/dashboard/layout';
import { gridColumns, layOut } from '../../lib/dashboard/layout';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { text } from '../../lib/dashboard/panel/text';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { query } from '../../lib/dashboard/query';
import type { Row } from '../../lib/dashboard/row';
import { row } from '../../lib/dashboard/row';
import { quantity } from '../../lib/core/quantity';
import { max } from '../../lib/promql/aggregate';
import { depth } from './metrics';

const waiting = query(max(depth));
const description = 'Jobs that wait.';
const size = (width: number, height: number): { readonly width: number; readonly height: number } => ({ width, height });

const anyPanel: fc.Arbitrary<Panel> = fc
  .record({ kind: fc.constantFrom('stat', 'gauge', 'timeSeries', 'text'), own: fc.option(fc.record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 2, max: 20 }) }), { nil: undefined }) })
  .map(({ kind, own }): Panel => {
    const common = { description, ...(own === undefined ? {} : { size: own }) };
    switch (kind) {
      case 'stat':
        return stat('Waiting', { ...common, queries: [waiting] });
      case 'gauge':
        return gauge('Waiting', { ...common, queries: [waiting], scale: { from: quantity(0, 'jobs'), to: quantity(200, 'jobs') } });
      case 'timeSeries':
        return timeSeries('Waiting', { ...common, queries: [waiting] });
      default:
        return text('Note', { ...common, markdown: 'Read this.' });
    }
  });

const anyRow: fc.Arbitrary<Row> = fc
  .record({ first: anyPanel, others: fc.array(anyPanel, { maxLength: 12 }), collapsed: fc.boolean() })
  .map(({ first, others, collapsed }) => row('Row', [first, ...others], { collapsed }));

/** The cells that are seen at once: folded rows hide their panels. */
function visibleCells(rows: readonly PlacedRow[]): { readonly x: number; readonly y: number; readonly w: number; readonly h: number }[] {
  return rows.flatMap(({ row: { isCollapsed }, cell, panels }) => [cell, ...(isCollapsed ? [] : panels.map((placed) => placed.cell))]);
}

describe('layout', () => {
  test('never lets two panels overlap, nor one leave the grid, and keeps every panel in its order', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 5 }), (rows) => {
        const placed = layOut(rows);
        expect(placed.map(({ panels }) => panels.map(({ panel }) => panel))).toEqual(rows.map(({ panels }) => panels));
        const cells = visibleCells(placed);
        const taken = cells.flatMap(({ x, y, w, h }) => Array.from({ length: w * h }, (_, index) => (y + Math.floor(index / w)) * 1000 + x + (index % w)));
        expect(new Set(taken).size).toBe(taken.length);
        expect(Math.max(...cells.map(({ x, w }) => x + w))).toBeLessThanOrEqual(gridColumns);
      }),
      { numRuns: 200 },
    );
  });

  test('fills each line: panels share its width and are as high as the highest', () => {
    const [placed] = layOut([row('Row', [stat('A', { description, queries: [waiting] }), stat('B', { description, queries: [waiting] }), timeSeries('C', { description, queries: [waiting] })])]);
    expect(placed?.panels.map(({ cell }) => cell)).toEqual([
      { x: 0, y: 1, w: 5, h: 8 },
      { x: 5, y: 1, w: 5, h: 8 },
      { x: 10, y: 1, w: 14, h: 8 },
    ]);
  });

  test('leaves a size alone that somebody chose', () => {
    const [placed] = layOut([row('Row', [stat('A', { description, queries: [waiting], size: size(6, 3) }), timeSeries('B', { description, queries: [waiting] })])]);
    expect(placed?.panels.map(({ cell }) => cell)).toEqual([
      { x: 0, y: 1, w: 6, h: 3 },
      { x: 6, y: 1, w: 18, h: 8 },
    ]);
  });

  test('begins a new line where a panel does not fit', () => {
    const wide = (title: string): Panel => timeSeries(title, { description, queries: [waiting], size: size(16, 6) });
    const [first, second] = layOut([row('Row', [wide('A'), wide('B')]), row('Next', [wide('C')])]);
    expect(first?.panels.map(({ cell }) => [cell.x, cell.y])).toEqual([[0, 1], [0, 7]]);
    expect(second?.cell.y).toBe(13);
  });

  test('gives the panels of a folded row no room', () => {
    const panels = [timeSeries('A', { description, queries: [waiting] })] as const;
    const [, second] = layOut([row('Folded', panels, { collapsed: true }), row('Next', panels)]);
    expect(second?.cell.y).toBe(1);
  });
});
