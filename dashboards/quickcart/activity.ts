import { days, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { max, sum } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { meanSession } from '../../rules/quickcart/business-alerts';
import { activeUsers, botHealth, botHealthDuration, orders, telegramMessages, telegramUpdates } from '../../rules/quickcart/metrics';
import { team } from '../../rules/quickcart/team';
import { activityAddress, operations, paymentAddress, userAddress } from './addresses';

const window = minutes(5);

export const activity = dashboard(activityAddress.uid, {
  title: activityAddress.title,
  folder: operations,
  description: 'For whoever watches the shop: who is there, and what they do.',
  tags: ['quickcart'],
  range: days(1),
  refresh: minutes(5),
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(paymentAddress), toDashboard(userAddress)],
  rows: [
    row('Who is there', [
      stat('Active users', { description: 'Users who did something within 24 hours.', queries: [query(max(activeUsers.where({ window: '24h' })))] }),
      stat('Length of a session', { description: 'The mean of six hours.', queries: [query(meanSession)], whenEmpty: 'no sessions' }),
      timeSeries('Orders per minute', { description: 'Orders, by what became of them.', queries: [query(sum(rate(orders, window)).by('status').times(minutes(1)), ({ labels }) => labels.status)] }),
      timeSeries('Messages', { description: 'Messages to users per second, by whether they were sent.', queries: [query(sum(rate(telegramMessages, window)).by('status'), ({ labels }) => labels.status)] }),
      timeSeries('Updates', { description: 'Updates from Telegram per second, by type.', queries: [query(sum(rate(telegramUpdates, window)).by('update_type'), ({ labels }) => labels.update_type)] }),
    ]),
    row("The bot's own check", [
      timeSeries('Checks that pass', { description: 'What the bot says of itself.', queries: [query(max(botHealth).by('check'), ({ labels }) => labels.check)] }),
      timeSeries('Time of the check', { description: 'How long the check took.', queries: [query(max(botHealthDuration), 'check')] }),
    ]),
  ],
});
