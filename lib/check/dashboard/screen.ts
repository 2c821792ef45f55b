/**
 * Cells of the grid that a screen of 1080 lines shows: a cell is 30 pixels high with 8 between two, and browser and
 * Grafana take about 160 for themselves.
 * Source of the two numbers: GRID_CELL_HEIGHT and GRID_CELL_VMARGIN in public/app/core/constants.ts of grafana/grafana.
 */
export const screenCells = Math.floor((1080 - 160) / (30 + 8));

/** Beyond this, nobody scrolls to the end, and every refresh asks for all of it. */
export const mostScreens = 4;
