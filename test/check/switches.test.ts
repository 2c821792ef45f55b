import { describe, expect, test } from '@jest/globals';
import { lint } from '../../lib/check/lint';

function found(content: string, file = 'rules.yaml'): readonly (readonly [string, number | undefined])[] {
  return lint({ sources: [{ file, content }] }).problems.map(({ check, place }) => [check, place.line] as const);
}

/** One group with one rule of two mistakes; `comment` stands at the place that is asked for. */
function rules(comments: { readonly top?: string; readonly group?: string; readonly rule?: string; readonly expression?: string }): string {
  const { top, group, rule, expression } = comments;
  return [
    ...(top === undefined ? [] : [`# belfry disable ${top}`]),
    'groups:',
    '  - name: shop',
    '    interval: 10m',
    ...(group === undefined ? [] : [`    # belfry disable ${group}`]),
    '    rules:',
    ...(rule === undefined ? [] : [`      # belfry disable ${rule}`]),
    '      - record: shop_requests',
    '        expr: |',
    '          sum(http_requests_total)',
    ...(expression === undefined ? [] : [`          # belfry disable ${expression}`]),
    '',
  ].join('\n');
}

describe('a comment switches one check off', () => {
  const before = found(rules({})).map(([check]) => check);

  test('which speaks without it', () => {
    expect(before).toEqual(expect.arrayContaining(['group/interval', 'record/name']));
  });

  test.each([
    ['above a rule', { rule: 'record/name: the name is older than the convention' }, 'record/name'],
    ['inside an expression', { expression: 'record/name: the name is older than the convention' }, 'record/name'],
    ['between the name of a group and its rules', { group: 'group/interval: read by a person, once a day' }, 'group/interval'],
  ])('%s', (_where, comments, check) => {
    expect(found(rules(comments)).map(([one]) => one)).toEqual(before.filter((one) => one !== check));
  });

  test.each([
    ['without a reason', { rule: 'record/name' }, 'switch/no-reason', 5],
    ['for a check that finds nothing', { rule: 'histogram/no-rate: on purpose' }, 'switch/unused', 5],
    ['for a check that there is not', { rule: 'record/nmae: on purpose' }, 'switch/unused', 5],
    ['of groups, at a rule', { rule: 'group/interval: read once a day' }, 'switch/unused', 5],
    ['where no rule begins', { top: 'record/name: on purpose' }, 'switch/unused', 1],
  ])('but not %s', (_what, comments, complaint, line) => {
    const now = found(rules(comments));
    expect(now).toContainEqual([complaint, line]);
    expect(now.map(([one]) => one).filter((one) => one !== complaint).sort()).toEqual([...before].sort());
  });
});

describe('a line of the description', () => {
  const dashboard = (description: string, panelDescription: string): string =>
    JSON.stringify({ title: 'Shop', description, panels: [{ type: 'timeseries', title: '', description: panelDescription, targets: [{ expr: 'up' }] }] }, undefined, 1);
  const checksOf = (text: string): readonly string[] => found(text, 'shop.json').map(([check]) => check);

  test('switches a check off for a panel, and for a dashboard', () => {
    expect(checksOf(dashboard('', ''))).toEqual(expect.arrayContaining(['dashboard/no-uid', 'panel/no-title', 'panel/no-unit']));
    const quiet = checksOf(dashboard('The shop.\nbelfry disable dashboard/no-uid: made by hand', 'belfry disable panel/no-title: the row has it\nbelfry disable panel/no-unit: a number of targets'));
    expect(quiet).toEqual(checksOf(dashboard('', '')).filter((check) => !['dashboard/no-uid', 'panel/no-title', 'panel/no-unit'].includes(check)));
  });

  test('is reported when nothing is there to be switched off', () => {
    expect(checksOf(dashboard('belfry disable panel/no-title: not here', ''))).toContain('switch/unused');
  });
});
