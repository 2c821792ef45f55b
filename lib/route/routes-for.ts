import { mistake } from '../core/problem';
import type { Conditions, Vocabulary } from './conditions';
import { conditionsToMatchers } from './conditions';
import { makeInhibition } from './inhibition';
import type { Inhibition } from './model';
import type { RouteOptions, RouteStart } from './route';
import { startRoute } from './route';
import type { Team, TeamOptions } from './team';
import { makeTeam } from './team';
import type { Message, MessageOptions } from './template/message';
import { makeMessage } from './template/message';

/** Everything a tree is made of, typed by the labels and values that its alerts really carry. */
export interface RouteVocabulary<V extends Vocabulary> {
  /** A route for the alerts that fulfil all conditions: `when({ severity: 'critical' }).to(pagerduty, slack)`. */
  readonly when: (conditions: Conditions<V>, options?: RouteOptions<Extract<keyof V, string>>) => RouteStart;
  /**
   * While an alert matches `source`, the alerts that match `target` with the same values of `equal` are not told.
   *
   *     inhibit({ source: { alertname: 'DatabaseDown' }, target: { alertname: ['SlowQueries', 'HighErrorRate'] }, equal: ['service'] })
   *     // - source_matchers: ['alertname="DatabaseDown"']
   *     //   target_matchers: ['alertname=~"SlowQueries|HighErrorRate"']
   *     //   equal: [service]
   */
  readonly inhibit: (options: InhibitOptions<V>) => Inhibition;
  /**
   * An inhibition for each step of a ladder of severities: of one condition that is told at several levels, only the
   * highest is heard. `ladder({ from: ['critical', 'warning'], equal: ['alertname', 'service'] })`.
   */
  readonly ladder: (options: LadderOptions<V>) => readonly Inhibition[];
  /**
   * Words of one's own for the messages of a receiver, typed by the labels and annotations that alerts have.
   *
   *     const brief = message('shop-brief', {
   *       title: ({ text, status, headline, label }) => text`${status}: ${headline} (${label('service', 'several services')})`,
   *       alert: ({ text, annotation, label }) => text`${label('service')}: ${annotation('description')}`,
   *       links: ['runbook', 'logs', 'silence'],
   *     });
   *     slack('shop-slack', { apiUrl, channel: '#shop', message: brief });
   *     // CRITICAL: Too many requests fail. (api)
   */
  readonly message: (name: string, options: MessageOptions<Extract<keyof V, string>>) => Message;
  /** A team's part of a tree: its own routes and inhibitions for its own alerts. */
  readonly team: (name: string, options: TeamOptions<V>) => Team;
}

export interface InhibitOptions<V extends Vocabulary> {
  /** What it is called in diagnostics and in Alertmanager's events. @default unnamed */
  readonly name?: string;
  readonly source: Conditions<V>;
  readonly target: Conditions<V>;
  /** A label that neither alert carries is equal. `[]` where one source silences all targets. */
  readonly equal: readonly Extract<keyof V, string>[];
}

export interface LadderOptions<V extends Vocabulary> {
  /** From the highest to the lowest. */
  readonly from: V extends { readonly severity: readonly (infer Severity)[] } ? readonly [Severity, Severity, ...Severity[]] : readonly [string, string, ...string[]];
  readonly equal: readonly [Extract<keyof V, string>, ...Extract<keyof V, string>[]];
}

/**
 * Opens a vocabulary: which labels the alerts carry, each with its closed list of values or `'open'`.
 *
 *     const { when, inhibit, team } = routesFor({ alertname: namesOf(alerts), severity: severities, team: ['canvascast'], queue: 'open' });
 */
export function routesFor<const V extends Vocabulary>(vocabulary: V): RouteVocabulary<V> {
  return Object.freeze<RouteVocabulary<V>>({
    when: (conditions, options = {}) => {
      const subject = `when(${describe(conditions)})`;
      const matchers = conditionsToMatchers(vocabulary, conditions, subject);
      if (matchers.length === 0) {
        throw mistake({ check: 'route/empty-condition', message: 'the route has no condition', place: { subject }, why: 'it takes every alert, and nothing after it is ever reached', fix: 'name a label, or put the receiver into `default`' });
      }
      return startRoute(matchers, options);
    },
    inhibit: ({ name, source, target, equal }) => {
      const subject = `inhibit(${describe(source)} over ${describe(target)})`;
      return makeInhibition(conditionsToMatchers(vocabulary, source, subject), conditionsToMatchers(vocabulary, target, subject), equal, name);
    },
    ladder: ({ from, equal }) => {
      const severities: readonly string[] = from.map(String);
      return severities.slice(0, -1).map((severity, index) => {
        const subject = `ladder of ${severity}`;
        const source = conditionsToMatchers(vocabulary, { severity }, subject);
        return makeInhibition(source, conditionsToMatchers(vocabulary, { severity: severities.slice(index + 1) }, subject), equal, `${severity} over ${severities.slice(index + 1).join(', ')}`);
      });
    },
    message: (name, options) => makeMessage(name, options),
    team: (name, options) => makeTeam(name, vocabulary, options),
  });
}

function describe(conditions: object): string {
  return Object.entries(conditions).map(([label, value]) => `${label}: ${value instanceof RegExp ? String(value) : JSON.stringify(value)}`).join(', ');
}
