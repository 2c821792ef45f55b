import { describe, expect, test } from '@jest/globals';
import { dataSources } from '../../lib/dashboard/datasource';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { fixedAnnotations } from '../../lib/rule/rule-file';
import { instant } from '../../lib/promql/functions';
import { minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { checksOf } from './problems';
import { shopAlert, waitingOrders } from './shop';

const links = { runbooks: 'https://runbooks.example', grafana: 'https://grafana.example/' };

function withLogs(logs?: string): Alert {
  return alert('OrdersWait', { ...shopAlert, when: instant(waitingOrders).above(quantity(5, 'orders')), description: ({ value }) => value, ...(logs === undefined ? {} : { logs }), fires: [{ given: [], at: minutes(5), alerts: [] }], silent: [{ given: [], at: minutes(5) }] });
}

describe("the link to an alert's logs", () => {
  const query = '{service_name="shop"} |= "a | b" | json';

  test('opens Grafana with its query on the store of logs', () => {
    const url = new URL(fixedAnnotations(withLogs(query), links).logs_url ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('https://grafana.example/explore');
    expect(JSON.parse(url.searchParams.get('panes') ?? '')).toEqual({
      belfry: { datasource: dataSources.loki.uid, queries: [{ refId: 'A', expr: query, datasource: { type: 'loki', uid: dataSources.loki.uid } }], range: { from: 'now-1h', to: 'now' } },
    });
  });

  test('is missing where an alert names no logs', () => {
    expect(fixedAnnotations(withLogs(), links)).not.toHaveProperty('logs_url');
  });

  test('is refused for a query that Loki refuses, and for one that yields numbers', () => {
    expect(checksOf(() => withLogs('{service_name="shop" |= "timeout"'))).toEqual(['logql/syntax']);
    expect(() => withLogs('{service_name="shop" |= "timeout"')).toThrow(/alert OrdersWait[^]*\^/);
    expect(checksOf(() => withLogs('rate({service_name="shop"}[5m])'))).toEqual(['alert/logs']);
    expect(checksOf(() => withLogs(query))).toEqual([]);
  });
});
