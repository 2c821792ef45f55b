import { expect, test } from '@jest/globals';
import { lint } from '../../lib/check/lint';
import { renderProblem } from '../../lib/core/problem';

/** Files that nobody would write: each ends soon, with a diagnostic where something is wrong, and never with a crash. */

const rule = (expression: string): string => `groups:\n  - name: shop\n    rules:\n      - record: shop:up:sum\n        expr: ${expression}\n`;
const quoted = (expression: string): string => rule(JSON.stringify(expression));
const described = (text: string): string => `groups:\n  - name: shop\n    rules:\n      - alert: Down\n        expr: up == 0\n        annotations: {description: ${JSON.stringify(text)}}\n`;

/** Bytes that follow each other without sense, and are the same every time. */
function garbage(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % 256;
  });
}

const tenMillion = 10_000_000;
const bomb = `a: &a [${'x,'.repeat(9)}x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'.charAt(index)},`.repeat(9)}x]`).join('\n')}\ngroups: *j\n`;

test.each<readonly [what: string, file: string, content: string | Uint8Array, check: string | undefined]>([
  ['ten thousand brackets', 'rules.yaml', rule(`${'('.repeat(10_000)}up${')'.repeat(10_000)}`), 'promql/syntax'],
  ['ten thousand brackets of LogQL', 'rules.yaml', rule(`${'('.repeat(10_000)}rate({a="b"}[5m])${')'.repeat(10_000)}`), 'logql/unsafe'],
  ['ten thousand brackets in a panel', 'shop.json', JSON.stringify({ title: 'Shop', panels: [{ type: 'timeseries', targets: [{ expr: '('.repeat(10_000) }] }] }), 'promql/syntax'],
  ['an expression of ten megabytes on one line', 'rules.yaml', quoted(`sum(up{job="${'a'.repeat(tenMillion)}"})`), undefined],
  ['a chain of ten megabytes', 'rules.yaml', rule(`${'up or '.repeat(tenMillion / 6)}up`), 'promql/syntax'],
  ['a hundred thousand matchers', 'rules.yaml', quoted(`sum(up{${'job="api",'.repeat(100_000)}})`), 'selector/contradictory'],
  ['a query of logs of ten megabytes', 'rules.yaml', quoted(`rate({a="b"} |= "${'x'.repeat(tenMillion)}" [5m])`), 'logql/syntax'],
  ['a line of ten megabytes', 'rules.yaml', 'x'.repeat(tenMillion), 'file/unknown-kind'],
  ['ten million brackets of YAML', 'rules.yaml', '['.repeat(tenMillion), 'yaml/nesting'],
  ['a hundred thousand hyphens', 'rules.yaml', '- '.repeat(100_000), 'yaml/nesting'],
  ['ten million brackets of JSON', 'shop.json', '['.repeat(tenMillion), 'json/syntax'],
  ['rows within rows', 'shop.json', `{"title":"Shop","panels":[${'{"type":"row","panels":['.repeat(5000)}${']}'.repeat(5000)}]}`, 'yaml/nesting'],
  ['anchors of anchors', 'rules.yaml', bomb, 'rule-file/form'],
  ['a template of a megabyte', 'rules.yaml', described('{{ $labels.job }}'.repeat(60_000)), 'alert/no-severity'],
  ['a template that opens and opens', 'rules.yaml', described('{{ if '.repeat(100_000)), 'template/syntax'],
  ['two hundred thousand comments', 'rules.yaml', `${'# belfry disable record/name: on purpose\n'.repeat(200_000)}${rule('sum(up)')}`, 'switch/unused'],
  ['garbage for rules', 'rules.yaml', garbage(1_000_000), 'file/not-utf-8'],
  ['garbage for a dashboard', 'shop.json', garbage(1_000_000), 'file/not-utf-8'],
  ['one byte that is not UTF-8', 'rules.yaml', Buffer.concat([Buffer.from(rule('sum(up)')), Buffer.from([0x23, 0xff, 0x0a])]), 'file/not-utf-8'],
  ['a million zero bytes', 'rules.yaml', '\0'.repeat(1_000_000), 'file/unknown-kind'],
  ['nothing', 'rules.yaml', '', 'file/unknown-kind'],
])('%s', (_what, file, content, check) => {
  const { problems } = lint({ sources: [{ file, content }] });
  expect(check === undefined ? problems : problems.map((problem) => problem.check)).toEqual(check === undefined ? [] : expect.arrayContaining([check]));
  const [first] = problems;
  if (first !== undefined) expect(renderProblem(first).length).toBeLessThan(2000);
}, 120_000);
