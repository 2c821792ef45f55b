import { expect, test } from '@jest/globals';
import { firstEvent } from '../../lib/check/checks/counter/first-event';
import { emptyAlternative } from '../../lib/check/checks/selector/empty-alternative';
import { alerting } from '../../lib/check/example/example';
import type { Example } from '../../lib/check/example/example';
import { lint } from '../../lib/check/lint';

function found({ catalog, text }: Example): readonly string[] {
  return lint({ catalog: { file: 'catalog.yaml', content: catalog }, sources: [{ file: 'rules.yaml', content: text }] }).problems.map(({ check }) => check);
}

test.each([
  ['nothing to wait for', '', true],
  ['a wait shorter than the window', '5m', true],
  ['a wait as long as the window, which one event does not outlast', '10m', false],
])('the first event is missed by an alert with %s', (_what, wait, isMissed) => {
  expect(found(alerting('rate(jobs_failed_total[10m]) > 0', { for: wait })).includes(firstEvent.id)).toBe(isMissed);
});

test.each([
  ['!~"|/cart"', false],
  ['!~"/cart|"', true],
  ['!~"/|/cart||/search"', true],
  ['=~"|/cart"', true],
  ['=~"/cart\\\\|"', false],
])('route%s has an alternative that is empty by mistake: %s', (matcher, isMistake) => {
  expect(found(alerting(`sum(rate(http_requests_total{route${matcher}}[5m])) > 10`)).includes(emptyAlternative.id)).toBe(isMistake);
});
