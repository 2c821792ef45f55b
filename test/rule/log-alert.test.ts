import { describe, expect, test } from '@jest/globals';
import { checkLogRules } from '../../lib/check/check-log-rules';
import { minutes } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/logql/aggregate';
import { countOverTime } from '../../lib/logql/over-time';
import type { LogAlert } from '../../lib/rule/log-alert';
import { logAlert, logGroup } from '../../lib/rule/log-alert';
import { logRuleFileDocument } from '../../lib/rule/log-rule-file';
import { lint } from '../../lib/check/lint';
import { toYaml } from '../../lib/core/yaml';
import { apiLogs } from '../logql/streams';
import { links, logGroups, routesFail } from './log-alerts';

function alertWith(parts: { readonly name?: string; readonly summary?: string; readonly limit?: number; readonly window?: number }): LogAlert {
  return logAlert(parts.name ?? 'LinesOfTheApi', {
    when: sum(countOverTime(apiLogs.containing('x'), minutes(parts.window ?? 5))).atLeast(quantity(parts.limit ?? 5, 'lines')),
    for: minutes(5),
    severity: 'warning',
    kind: 'symptom',
    team: 'shop',
    summary: parts.summary ?? 'Something is wrong.',
    description: ({ value }) => `${value} lines.`,
    runbook: 'shop/lines',
    fires: { given: [], alerts: [] },
    silent: { given: [] },
  });
}

describe('an alert on logs', () => {
  test('becomes a rule of the ruler, with templates for its labels and its value', () => {
    expect(logRuleFileDocument(logGroups, links).groups[0]).toMatchObject({
      name: 'shop-logs',
      interval: '1m',
      rules: [
        {
          alert: 'RoutesFail',
          expr: 'sum by (env, route) (count_over_time({service_name="api"} |= "500" | json status, route | status="500" [5m])) / sum by (env, route) (count_over_time({service_name="api"} | json route | route=~".+" [5m])) > 0.1',
          for: '5m',
          keep_firing_for: '10m',
          labels: { severity: 'warning', team: 'shop', service: 'api' },
          annotations: {
            summary: 'Requests to the API end with an error.',
            runbook_url: 'https://runbooks.example/shop/routes-fail',
            dashboard_url: 'https://grafana.example/d/shop-api',
            description: '{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} in {{ $labels.env }} fail.',
          },
        },
        { alert: 'MailsRefused' },
      ],
    });
  });

  test('knows the labels that it carries', () => {
    expect([...routesFail.labels.known.keys()].sort()).toEqual(['alertname', 'env', 'route', 'service', 'severity', 'team']);
    expect(routesFail.labels.known.get('env')?.values).toEqual(['production', 'staging']);
  });

  test.each<readonly [check: string, bad: () => unknown]>([
    ['alert/name', () => alertWith({ name: 'lines of the api' })],
    ['alert/no-summary', () => alertWith({ summary: ' ' })],
    ['alert/summary-template', () => alertWith({ summary: '{{ $value }} lines' })],
  ])('is refused: %s', (check, bad) => {
    expect(bad).toThrow(BelfryError);
    expect(bad).toThrow(check);
    expect(() => alertWith({})).not.toThrow();
  });
});

describe('the checks of alerts on logs', () => {
  test('find nothing in sound ones, typed or rendered', () => {
    expect(checkLogRules(logGroups)).toEqual([]);
    expect(lint({ sources: [{ file: 'loki.yaml', content: toYaml(logRuleFileDocument(logGroups, links)) }] }).problems).toEqual([]);
  });

  test('find what the types cannot see, in the alert and in its query', () => {
    const found = checkLogRules([logGroup('lines', { interval: minutes(10), alerts: [alertWith({})] })]);
    expect(found).toMatchObject([{ check: 'logql/range-gap', place: { subject: 'alert LinesOfTheApi' } }]);
    expect(checkLogRules([logGroup('lines', { interval: minutes(5), alerts: [alertWith({})] })])).toEqual([]);
  });

  test('find a runbook that nobody has written, and a name that an alert on metrics has', () => {
    expect(checkLogRules(logGroups, { runbookExists: () => true, others: [{ name: 'SomethingElse' }] })).toEqual([]);
    expect(checkLogRules(logGroups, { runbookExists: (page) => page !== 'shop/backup-missing' })).toMatchObject([{ check: 'alert/unknown-runbook', place: { subject: 'alert BackupMissing' } }]);
    expect(checkLogRules(logGroups, { others: [{ name: routesFail.name }] })).toMatchObject([{ check: 'alert/duplicate-on-logs', place: { subject: 'alert RoutesFail' }, fix: 'rename one of them' }]);
  });
});
