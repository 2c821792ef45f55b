import { describe, expect, test } from '@jest/globals';
import { exampleCatalog } from '../../lib/check/example/catalog';
import { alerting } from '../../lib/check/example/example';
import { lint } from '../../lib/check/lint';

/** Mistakes of CanvasCast's document that concern a configuration: the document's form is refused, and ours is taken. */

const checksOf = (text: string): readonly string[] => lint({ catalog: { file: 'catalog.yaml', content: exampleCatalog }, sources: [{ file: 'rules.yaml', content: text }] }).problems.map(({ check }) => check);

const condition = 'sum(rate(http_requests_total[5m])) < 1';

describe('an alert', () => {
  test('a second sender beside Alertmanager has no place: a severity that nobody knows is refused', () => {
    expect(checksOf(alerting(condition, { labels: 'severity: urgent\nteam: shop' }).text)).toEqual(['alert/severity']);
    expect(checksOf(alerting(condition, { labels: 'severity: critical\nteam: shop' }).text)).toEqual([]);
  });

  test('without a description or a page that says what to do is refused', () => {
    const { text } = alerting(condition);
    expect(checksOf(text)).toEqual([]);
    expect(checksOf(text.replace(/\n *description:.*/, ''))).toEqual(['alert/no-description']);
    expect(checksOf(text.replace(/\n *runbook_url:.*/, ''))).toEqual(['alert/no-runbook']);
  });
});
