import { describe, expect, test } from 'tstyche';
import { minutes } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import { email } from '../../lib/route/receiver/email';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { sms } from '../../lib/route/receiver/sms';
import { telegram } from '../../lib/route/receiver/telegram';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { timeInterval } from '../../lib/route/time-interval/time-interval';
import { canvascastRouting } from '../../rules/canvascast/routing';

const { when, inhibit, ladder, team } = routesFor({ alertname: ['Down', 'Slow'], severity: ['critical', 'warning'], team: ['web'], service: 'open' });
const pager = pagerDuty('pager', { routingKey: secretKey('receivers', 'pager') });
const chat = slack('chat', { apiUrl: secretKey('receivers', 'chat'), channel: '#alerts' });

describe('a route', () => {
  test('leads to a receiver that exists', () => {
    when({ severity: 'critical' }).to(pager, chat);
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Receiver'
    when({ severity: 'critical' }).to('pager');
    // @ts-expect-error Expected at least 1 arguments, but got 0
    when({ severity: 'critical' }).to();
    // @ts-expect-error Type 'string' is not assignable to type 'Receiver'
    routing({ default: 'chat' });
    // @ts-expect-error Property 'default' is missing
    routing({ routes: [] });
  });

  test('asks for labels and values that alerts have', () => {
    when({ severity: ['critical', 'warning'], service: /api-.*/, team: { not: 'web' } });
    // @ts-expect-error 'sevrity' does not exist in type
    when({ sevrity: 'critical' });
    // @ts-expect-error Type '"page"' is not assignable to type
    when({ severity: 'page' });
    // @ts-expect-error Type '"info"' is not assignable to type
    when({ severity: ['critical', 'info'] });
    // @ts-expect-error Type '"data"' is not assignable to type
    when({ team: { not: 'data' } });
    // @ts-expect-error Type 'number' is not assignable to type
    when({ service: 5 });
  });

  test('groups by labels that alerts have, and waits for durations', () => {
    when({ severity: 'critical' }, { groupBy: ['alertname', 'service'], groupWait: minutes(1) });
    // @ts-expect-error Type '"cluster"' is not assignable to type '"team" | "alertname" | "severity" | "service"'
    when({ severity: 'critical' }, { groupBy: ['cluster'] });
    // @ts-expect-error Type 'number' is not assignable to type 'Duration'
    when({ severity: 'critical' }, { repeatInterval: 60 });
    // @ts-expect-error Type 'string' is not assignable to type 'TimeInterval'
    when({ severity: 'critical' }, { muteDuring: ['nights'] });
    // @ts-expect-error Type 'string' is not assignable to type 'Receiver'
    when({ severity: 'critical' }, { escalate: [{ after: minutes(30), to: 'manager' }] });
  });
});

describe('an inhibition', () => {
  test('is over labels and alerts that exist', () => {
    inhibit({ source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: ['service'] });
    // @ts-expect-error Type '"cluster"' is not assignable to type '"team" | "alertname" | "severity" | "service"'
    inhibit({ source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: ['cluster'] });
    // @ts-expect-error Type '"Dwon"' is not assignable to type
    inhibit({ source: { alertname: 'Dwon' }, target: { alertname: 'Slow' }, equal: [] });
    // @ts-expect-error Property 'equal' is missing
    inhibit({ source: { alertname: 'Down' }, target: { alertname: 'Slow' } });
  });

  test('steps down the severities', () => {
    ladder({ from: ['critical', 'warning'], equal: ['alertname'] });
    // @ts-expect-error Type '"info"' is not assignable to type '"critical" | "warning"'
    ladder({ from: ['critical', 'info'], equal: ['alertname'] });
    // @ts-expect-error Source has 1 element(s) but target requires 2
    ladder({ from: ['critical'], equal: ['alertname'] });
  });
});

describe('a team', () => {
  test('owns values that alerts have', () => {
    team('web', { owns: { team: 'web' }, default: chat, routes: [] });
    // @ts-expect-error Type '"data"' is not assignable to type '"web"'
    team('data', { owns: { team: 'data' }, default: chat, routes: [] });
  });
});

describe('a credential', () => {
  test('is a reference, never a literal', () => {
    // @ts-expect-error Type 'string' is not assignable to type 'SecretKey'
    pagerDuty('pager', { routingKey: '0123456789abcdef' });
    // @ts-expect-error Type 'string' is not assignable to type 'SecretKey'
    slack('chat', { apiUrl: 'https://hooks.slack.com/services/T0/B0/x', channel: '#alerts' });
    // @ts-expect-error Type 'string' is not assignable to type 'SecretKey'
    telegram('telegram', { botToken: '123:abc', chat: -100 });
    // @ts-expect-error Type 'string' is not assignable to type 'SecretKey'
    email('mail', { to: 'a@example.org', from: 'b@example.org', relay: 'smtp.example.org:587', login: { username: 'b', password: 'secret' } });
    // @ts-expect-error Property '[secretKeyBrand]' is missing
    pagerDuty('pager', { routingKey: { secret: 'receivers', key: 'pager' } });
  });

  test('is one of those that a channel knows', () => {
    // @ts-expect-error is not assignable to parameter of type 'SlackOptions'
    slack('chat', { apiUrl: secretKey('receivers', 'chat'), botToken: secretKey('receivers', 'bot'), channel: '#alerts' });
    // @ts-expect-error is not assignable to parameter of type 'SmsOptions'
    sms('sms', { region: 'eu-central-1', phoneNumber: '+491711234567', topicArn: 'arn:aws:sns:eu-central-1:1:topic' });
  });
});

describe('a time interval', () => {
  test('says whose time it is, in words that exist', () => {
    timeInterval('weekend', { timeZone: 'Europe/Kyiv', weekdays: ['saturday', { from: 'monday', to: 'tuesday' }] });
    // @ts-expect-error Property 'timeZone' is missing
    timeInterval('weekend', { weekdays: ['saturday'] });
    // @ts-expect-error Type '"sat"' is not assignable to type
    timeInterval('weekend', { timeZone: 'UTC', weekdays: ['sat'] });
    // @ts-expect-error Type '"nine"' is not assignable to type
    timeInterval('mornings', { timeZone: 'UTC', times: [{ from: 'nine', to: '12:00' }] });
  });
});

test('names of alerts are types', () => {
  expect(namesOf([{ name: 'Down' }, { name: 'Slow' }])).type.toBe<readonly ('Down' | 'Slow')[]>();
});

describe('a message', () => {
  const { message } = routesFor({ alertname: 'open', service: 'open' });

  test('shows annotations and labels that alerts have', () => {
    message('brief', { alert: ({ text, label, annotation }) => text`${label('service')}: ${annotation('description')} ${annotation('logs_url', 'no logs')}` });
    // @ts-expect-error Argument of type '"sumary"' is not assignable
    message('brief', { alert: ({ text, annotation }) => text`${annotation('sumary')}` });
    // @ts-expect-error Argument of type '"cluster"' is not assignable to parameter of type '"alertname" | "service"'
    message('brief', { alert: ({ text, label }) => text`${label('cluster')}` });
    // @ts-expect-error Type '"wiki"' is not assignable to type 'LinkName'
    message('brief', { links: ['wiki'] });
  });

  test('says what to say where an annotation or a label may be missing', () => {
    message('brief', { title: ({ text, status, label }) => text`${status} ${label('service', 'several services')}` });
    // @ts-expect-error Argument of type '"logs_url"' is not assignable to parameter of type 'RequiredAnnotation'
    message('brief', { alert: ({ text, annotation }) => text`${annotation('logs_url')}` });
    // @ts-expect-error Expected 2 arguments, but got 1
    message('brief', { title: ({ text, label }) => text`${label('service')}` });
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Piece'
    message('brief', { title: ({ text }) => text`${'{{ .CommonLabels.service }}'}` });
  });
});

test('a team of rules is part of a tree', () => {
  routing({ default: chat, teams: [canvascastRouting] });
});
