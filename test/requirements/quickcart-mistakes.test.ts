import { expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { secretKey } from '../../lib/core/secret';
import { gauge } from '../../lib/metric/metric';
import { telegram } from '../../lib/route/receiver/telegram';
import { routesFor } from '../../lib/route/routes-for';
import { seconds } from '../../lib/core/duration';
import { slack } from '../../lib/route/receiver/slack';
import { routing } from '../../lib/route/routing';
import { maintenanceWindow } from '../../lib/route/time-interval/time-interval';

/** Mistakes of QuickCart's document that concern a configuration: the document's form is refused, and ours is taken. */

const refused = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof BelfryError) return true;
    throw error;
  }
};

test('a share as a percentage is no metric', () => {
  const declare = (name: string): unknown => gauge(name, { help: 'CPU in use.', unit: 'ratio', labels: {}, jobs: ['node'] });
  expect([refused(() => declare('cpu_usage_percent')), refused(() => declare('cpu_usage_ratio'))]).toEqual([true, false]);
});

test('minutes are no base unit', () => {
  const declare = (name: string): unknown => gauge(name, { help: 'Length of a session.', unit: 'seconds', labels: {}, jobs: ['bot'] });
  expect([refused(() => declare('user_session_duration_minutes')), refused(() => declare('user_session_duration_seconds'))]).toEqual([true, false]);
});

test('a duration says its unit', () => {
  const declare = (name: string): unknown => gauge(name, { help: 'Time to send a message.', unit: 'seconds', labels: {}, jobs: ['bot'] });
  expect([refused(() => declare('telegram_message_send_duration')), refused(() => declare('telegram_message_send_duration_seconds'))]).toEqual([true, false]);
});

test("a chat is a number, and the bot's token a file", () => {
  const chat = (of: number): unknown => telegram('ops', { botToken: secretKey('receivers', 'alert-bot-token'), chat: of });
  expect([refused(() => chat(0)), refused(() => chat(-1001234567890))]).toEqual([true, false]);
});

test('a window for duplicates that is longer than the time to tell again is refused', () => {
  const receiver = slack('ops', { apiUrl: secretKey('receivers', 'slack'), channel: '#ops' });
  const { when } = routesFor({ severity: ['critical'] });
  const tree = (repeat: number): unknown => routing({ default: receiver, routes: [when({ severity: 'critical' }, { groupInterval: seconds(300), repeatInterval: seconds(repeat) }).to(receiver)] });
  expect([refused(() => tree(0)), refused(() => tree(1800))]).toEqual([true, false]);
});

test('maintenance without an end, as a flag in memory is, is refused', () => {
  const window = (to: string): unknown => maintenanceWindow('planned', { timeZone: 'Asia/Jakarta', from: '2026-12-06 23:00', to });
  expect([refused(() => window('')), refused(() => window('2026-12-06 22:00')), refused(() => window('2026-12-07 03:00'))]).toEqual([true, true, false]);
});
