import { test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import { panelChecks } from '../../lib/check/dashboard/panel-problems';
import { expectDocumented } from '../rule/documented';

function tableOf(headings: readonly string[], lines: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

test('docs/dashboards.md lists every dashboard, and whom it serves', () => {
  expectDocumented('docs/dashboards.md', 'dashboards', tableOf(['dashboard', 'uid', 'whom it serves'], dashboards.map(({ title, uid, description }) => [title, `\`${uid}\``, description])));
});

test('docs/dashboards.md lists every check of a panel, and why it is made', () => {
  expectDocumented('docs/dashboards.md', 'checks', tableOf(['check', 'found as', 'why'], panelChecks.map(({ id, severity, why }) => [`\`${id}\``, severity, why])));
});
