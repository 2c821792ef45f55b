import { hours, minutes } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { telegram } from '../../lib/route/receiver/telegram';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { businessHours, maintenanceWindow } from '../../lib/route/time-interval/time-interval';

/* shown in docs/routing.md from here */
const { when, inhibit, team, message } = routesFor({
  alertname: ['DatabaseDown', 'SlowQueries', 'QueueGrows'],
  severity: ['critical', 'warning', 'info'],
  team: ['shop', 'data'],
  service: 'open',
});

const brief = message('brief', {
  title: ({ text, status, headline, label }) => text`${status}: ${headline} (${label('service', 'several services')})`,
  alert: ({ text, label, annotation }) => text`${label('service')}: ${annotation('description')}`,
  links: ['runbook', 'logs', 'silence'],
});

const pager = pagerDuty('shop-pager', { routingKey: secretKey('shop-receivers', 'pagerduty') });
const chat = slack('shop-chat', { apiUrl: secretKey('shop-receivers', 'slack'), channel: '#shop', message: brief });
const manager = telegram('shop-manager', { botToken: secretKey('shop-receivers', 'telegram'), chat: -1001234567890 });
const dataChat = slack('data-chat', { apiUrl: secretKey('data-receivers', 'slack'), channel: '#data' });
const outside = webhook('outside', { url: secretKey('platform-receivers', 'heartbeat'), sendResolved: false });

const office = businessHours('office', { timeZone: 'Europe/Kyiv', from: '09:00', to: '18:00' });
const move = maintenanceWindow('move', { timeZone: 'Europe/Kyiv', from: '2026-03-07 22:00', to: '2026-03-08 02:00' });

const shop = team('shop', {
  owns: { team: 'shop' },
  default: chat,
  groupBy: ['alertname', 'service'],
  routes: [
    when({ severity: 'critical' }, { repeatInterval: hours(1), muteDuring: [move], escalate: [{ after: minutes(30), to: manager }] }).to(pager, chat),
    when({ severity: 'info' }, { activeDuring: [office] }).to(chat),
  ],
  inhibit: [inhibit({ source: { alertname: 'DatabaseDown' }, target: { alertname: 'SlowQueries' }, equal: ['service'] })],
});

const data = team('data', { owns: { team: 'data' }, default: dataChat, routes: [] });

export const tree = routing({ default: chat, teams: [shop, data], heartbeat: { alert: 'Watchdog', to: outside, timeout: minutes(5) } });
