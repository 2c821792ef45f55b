import type { Duration } from '../core/duration';
import { formatDuration, milliseconds, seconds } from '../core/duration';
import { mistake } from '../core/problem';
import type { RouteNode } from './model';
import { alertMatcher } from './matcher/matcher';
import type { Receiver } from './receiver/receiver';
import { longestRepeat } from './resolved-route';

export interface HeartbeatOptions {
  /** The alert that always fires. */
  readonly alert: string;
  /** A watch outside the cluster that raises the alarm when the beat stops. */
  readonly to: Receiver;
  /** After how long without a beat the watch raises the alarm. */
  readonly timeout: Duration;
  /** How often the beat goes out; one lost beat must not raise the alarm. @default a fifth of the time-out */
  readonly every?: Duration;
}

/** With equal intervals it would beat at half the speed; five looks per beat make it late by a fifth at most. */
const looksPerBeat = 5;

/** The heartbeat's route. It stands first and alone. */
export function heartbeatNode({ alert, to, timeout, every = milliseconds(timeout.milliseconds / 5) }: HeartbeatOptions): RouteNode {
  const subject = `heartbeat ${alert}`;
  if (to.integrations.length === 0) throw mistake({ check: 'route/heartbeat-nowhere', message: `${to.name} tells nobody`, place: { subject }, fix: 'send it to a watch outside the cluster' });
  if (to.integrations.some(({ sendsResolved }) => sendsResolved)) {
    throw mistake({ check: 'route/heartbeat-resolved', message: `${to.name} is also told when the alert ends`, place: { subject }, why: 'the watch takes that message for one more beat', fix: 'give the receiver sendResolved: false' });
  }
  if (every.milliseconds < 1000 * looksPerBeat) throw mistake({ check: 'route/heartbeat-interval', message: `it beats every ${formatDuration(every)}`, place: { subject }, fix: 'leave at least five seconds between two beats' });
  const groupInterval = milliseconds(every.milliseconds / looksPerBeat);
  const longest = longestRepeat({ groupInterval, repeatInterval: every });
  if (2 * longest > timeout.milliseconds) {
    throw mistake({
      check: 'route/heartbeat-timeout',
      message: `beats are up to ${formatDuration(milliseconds(longest))} apart, and the watch waits ${formatDuration(timeout)}`,
      place: { subject },
      why: 'one lost message would raise the alarm',
      fix: `beat every ${formatDuration(milliseconds(Math.floor(timeout.milliseconds / 5)))} or more often, or let the watch wait longer`,
    });
  }
  return Object.freeze({
    matchers: [alertMatcher('alertname', '=', alert)],
    receiver: to.name,
    continues: false,
    groupBy: ['alertname'],
    groupWait: seconds(0),
    groupInterval,
    repeatInterval: every,
    muteDuring: [],
    activeDuring: [],
    children: [],
    place: { subject },
  });
}
