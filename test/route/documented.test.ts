import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';
import { checkRouting, routeChecks } from '../../lib/check/route/all';
import { refuse } from '../../lib/core/problem';
import { drawTree, drawnRoutes } from '../../lib/route/draw';
import { simulate } from '../../lib/route/simulate';
import { expectDocumented } from '../rule/documented';
import { tree } from './documented-example';

const indented = (text: string): string => text.trim().split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');

const tableOf = (headings: readonly string[], lines: readonly (readonly string[])[]): string => [headings, headings.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

test('docs/routing.md shows a tree that compiles and has no mistake', () => {
  refuse(checkRouting(tree));
  const source = readFileSync(join(__dirname, 'documented-example.ts'), 'utf8').split('/* shown in docs/routing.md from here */')[1] ?? '';
  expectDocumented('docs/routing.md', 'example', indented(source));
});

test('docs/routing.md draws that tree', () => {
  expectDocumented('docs/routing.md', 'drawing', indented(drawTree(drawnRoutes(tree))));
});

test('docs/routing.md says whom the example tells', () => {
  const saturday = new Date('2026-03-07T21:00:00Z');
  const asked: readonly (readonly [string, Readonly<Record<string, string>>, readonly Readonly<Record<string, string>>[], Date | undefined])[] = [
    ['a critical alert', { alertname: 'DatabaseDown', severity: 'critical', team: 'shop', service: 'api' }, [], undefined],
    ['the same during the move', { alertname: 'DatabaseDown', severity: 'critical', team: 'shop', service: 'api' }, [], saturday],
    ['an info on a Saturday', { alertname: 'QueueGrows', severity: 'info', team: 'shop', service: 'api' }, [], saturday],
    ['slow queries of a database that is down', { alertname: 'SlowQueries', severity: 'warning', team: 'shop', service: 'api' }, [{ alertname: 'DatabaseDown', team: 'shop', service: 'api' }], undefined],
    ['slow queries of the other team', { alertname: 'SlowQueries', severity: 'warning', team: 'data', service: 'api' }, [{ alertname: 'DatabaseDown', team: 'shop', service: 'api' }], undefined],
    ['an alert of nobody', { alertname: 'QueueGrows', severity: 'critical' }, [], undefined],
    ['the heartbeat', { alertname: 'Watchdog', severity: 'info', team: 'shop' }, [], undefined],
  ];
  const lines = asked.map(([what, labels, firing, at]) => {
    const { deliveries, inhibited } = simulate(tree, labels, { firing, ...(at === undefined ? {} : { at }) });
    return [what, deliveries.map(({ receiver }) => receiver).join(', '), inhibited?.reason ?? deliveries.flatMap(({ muted }) => muted?.reason ?? [])[0] ?? ''];
  });
  expectDocumented('docs/routing.md', 'told', tableOf(['Alert', 'Routes to', 'Silent because'], lines));
});

test('docs/routing.md lists every check of a tree, and why it is made', () => {
  expectDocumented('docs/routing.md', 'checks', tableOf(['Check', 'Found as', 'Why'], routeChecks.map(({ id, severity, rationale }) => [`\`${id}\``, severity, rationale])));
});
