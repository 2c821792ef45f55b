import { describe, expect, test } from '@jest/globals';
import { dashboardFileProblems } from '../../../lib/check/dashboard/file-problems';
import { renderProblem } from '../../../lib/core/problem';

const file = 'overview.json';
const good = `{
  "title": "Overview",
  "panels": [
    {"type": "timeseries", "title": "See https://help.example/ and /* this */"}
  ]
}
`;

function rendered(text: string): string[] {
  return dashboardFileProblems(text, file).map((problem) => renderProblem(problem));
}

describe('the file of a dashboard', () => {
  test('is taken when Grafana takes it, with slashes inside its texts', () => {
    expect(rendered(good)).toEqual([]);
  });

  test('is refused with a comment, at its place', () => {
    expect(rendered(good.replace('  "panels"', '  // the panels\n  "panels"'))).toEqual([
      [
        'error[dashboard/json-comment] overview.json:3:3',
        '  JSON has no comments',
        '      // the panels',
        '      ^^^^^^^^^^^^^',
        '  why: Grafana skips a file that it cannot parse, and tells its log alone',
        '  fix: move the remark into the description of the panel or of the dashboard',
      ].join('\n'),
    ]);
    expect(dashboardFileProblems(good.replace('"Overview",', '"Overview", /* the title */'), file)).toMatchObject([{ check: 'dashboard/json-comment', place: { line: 2, column: 24 } }]);
  });

  test('is refused when it is no JSON', () => {
    expect(dashboardFileProblems(good.slice(0, -3), file)).toMatchObject([{ check: 'dashboard/json-syntax', place: { file } }]);
  });

  test.each([
    ['graph', 'timeseries'],
    ['singlestat', 'stat'],
    ['table-old', 'table'],
  ])("is refused with a removed '%s' panel, which is '%s' now", (removed, successor) => {
    expect(dashboardFileProblems(good.replace('timeseries', removed), file)).toMatchObject([{ check: 'dashboard/removed-panel-type', fix: `make it a '${successor}' panel`, place: { file, line: 4 } }]);
  });

  test('is searched through its folded rows', () => {
    const folded = JSON.stringify({ panels: [{ type: 'row', title: 'Row', panels: [{ type: 'graph', title: 'Old' }] }] });
    expect(dashboardFileProblems(folded, file)).toMatchObject([{ check: 'dashboard/removed-panel-type', place: { subject: "panel 'Old'" } }]);
  });

  test.each(['null', '[]', '{}', '{"panels": 1}', '{"panels": [null]}'])('that holds no panels, %s, has none to refuse', (text) => {
    expect(rendered(text)).toEqual([]);
  });
});
