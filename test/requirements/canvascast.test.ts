import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../lib/route/simulate';
import { canvascastPager, canvascastSlack } from '../../rules/canvascast/routing';
import { alertRouting } from '../../rules/routing';

const labels = (alertname: string, severity: string, service = 'api'): Readonly<Record<string, string>> => ({ alertname, severity, service, team: 'canvascast' });

const told = (alert: Readonly<Record<string, string>>): readonly string[] => simulate(alertRouting, alert).deliveries.map(({ receiver }) => receiver);

describe('who is told of what', () => {
  test('a critical alert pages and is told in Slack', () => {
    expect(told(labels('HighErrorRate', 'critical'))).toEqual([canvascastPager.name, canvascastSlack.name]);
  });

  test('a warning and an info are told in Slack alone', () => {
    expect(told(labels('SlowResponses', 'warning'))).toEqual([canvascastSlack.name]);
    expect(told(labels('Digest', 'info'))).toEqual([canvascastSlack.name]);
  });

  test('alerts of one name and service share a message', () => {
    const [delivery] = simulate(alertRouting, labels('SlowResponses', 'warning')).deliveries;
    expect(delivery?.groupKey).toEqual({ alertname: 'SlowResponses', service: 'api' });
    expect([delivery?.groupWait.value, delivery?.groupInterval.value, delivery?.repeatInterval.value]).toEqual([30, 300, 4 * 3600]);
    expect(simulate(alertRouting, labels('HighErrorRate', 'critical')).deliveries.map(({ repeatInterval }) => repeatInterval.value)).toEqual([3600, 3600]);
  });

  test('an API that is not ready silences its slow answers, a dead worker its queue', () => {
    const silenced = (alert: Readonly<Record<string, string>>, by: Readonly<Record<string, string>>): boolean => simulate(alertRouting, alert, { firing: [by] }).inhibited !== undefined;
    expect(silenced(labels('SlowResponses', 'warning'), labels('ServiceNotReady', 'critical'))).toBe(true);
    expect(silenced(labels('QueueBacklog', 'warning', 'worker'), labels('WorkerDown', 'critical', 'worker'))).toBe(true);
    expect(silenced(labels('QueueBacklog', 'warning', 'worker'), labels('ServiceNotReady', 'critical'))).toBe(false);
  });
});
