import { describe, expect, test } from '@jest/globals';
import type { Example } from '../../lib/check/example/example';
import { lint } from '../../lib/check/lint';
import { renderProblem } from '../../lib/core/problem';
import { bakhmachMistakes } from './query-mistakes/bakhmach';
import { baselineMistakes } from './query-mistakes/baseline';
import { buatfilmMistakes } from './query-mistakes/buatfilm';
import { canvascastMistakes } from './query-mistakes/canvascast';
import type { QueryMistake } from './query-mistakes/mistake';
import { quickcartMistakes } from './query-mistakes/quickcart';

function problemsOf({ catalog, kind, text }: Example): ReturnType<typeof lint>['problems'] {
  return lint({ catalog: { file: 'catalog.yaml', content: catalog }, sources: [{ file: kind === 'rules' ? 'rules.yaml' : 'dashboard.json', content: text }] }).problems;
}

const systems: readonly (readonly [string, readonly QueryMistake[]])[] = [
  ['BuatFilm', buatfilmMistakes],
  ['QuickCart', quickcartMistakes],
  ['baseline', baselineMistakes],
  ['CanvasCast', canvascastMistakes],
  ['Bakhmach', bakhmachMistakes],
];

/** Every wrong query of the requirements is found, and its right form passes without an error or a warning. */
describe.each(systems)('%s', (_system, mistakes) => {
  test.each(mistakes.map((mistake) => [mistake.id, mistake.what, mistake] as const))('%s: %s', (_id, _what, { check, bad, good }) => {
    expect(problemsOf(bad).map((problem) => problem.check)).toContain(check);
    const remaining = problemsOf(good).filter((problem) => problem.check === check || problem.severity !== 'info');
    expect(remaining.map((problem) => renderProblem(problem))).toEqual([]);
  });
});
