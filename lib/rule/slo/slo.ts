import type { Duration } from '../../core/duration';
import { minutes } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import { catalogDefaults } from '../../metric/catalog';
import type { Unit } from '../../core/unit';
import type { Alert } from '../alert';
import type { RuleGroup } from '../group';
import { group } from '../group';
import type { DerivedInhibition } from '../inhibition';
import type { InputSeries } from '../scenario/input';
import { burnAlert, busyRate, unknownAlert } from './alerts';
import type { BurnAlarm, BurnWindow } from './burn';
import { burnAlarms } from './burn';
import type { Indicator } from './indicator';
import type { Objective } from './objective';
import { objective } from './objective';
import { sloRules } from './series';
import { steadyScenes } from './steady';

export interface SloOptions<Events extends Unit> {
  /** Share of good events that is promised: `percent(99.9)`. */
  readonly target: Quantity<'ratio'>;
  /** Rolling time over which it is promised: `days(30)`. Prometheus must keep its series at least that long. */
  readonly period: Duration;
  readonly indicator: Indicator<Events>;
  /** What is promised, as the subject of a sentence: `The availability of the API`. */
  readonly title: string;
  /** Begins the name of every alert: `ApiAvailability` makes `ApiAvailabilityBudgetBurn1h`. */
  readonly alerts: string;
  readonly service: string;
  readonly team: string;
  /** Further labels of all series and alerts: `feature`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Page below `docs/runbooks/`, without its ending. It serves all alerts of the SLO. */
  readonly runbook: string;
  /** Uid of the dashboard to look at. @default none */
  readonly dashboard?: string;
  /**
   * Events per second below which no alert speaks, because a single bad one would be a large share. Required where events
   * come as they please; without meaning for probes and gauges, which come with the clock.
   */
  readonly volume?: Quantity<NoInfer<`${Events}/s`>>;
  /** @default the SRE workbook's two pages and a ticket */
  readonly windows?: readonly BurnWindow[];
  /** Least share of the budget that must be left for a deploy. @default nothing: any budget will do */
  readonly keep?: Quantity<'ratio'>;
  /** @default the catalog's, 15 s */
  readonly scrapeInterval?: Duration;
  /**
   * Series of so many good and bad events per second, with which the alerts are proven:
   * `(good, bad) => [grows(httpRequests, { status: '200' }, perSecond(good, 'requests')), ...]`.
   */
  readonly events: (good: number, bad: number) => readonly InputSeries[];
}

/** A service level objective, with every rule that it takes to keep it. */
export interface Slo {
  readonly name: string;
  readonly title: string;
  readonly service: string;
  readonly objective: Objective;
  readonly alarms: readonly BurnAlarm[];
  readonly alerts: readonly Alert[];
  /** Faster burns silence slower ones of the same SLO. */
  readonly inhibitions: readonly DerivedInhibition[];
  readonly groups: readonly RuleGroup[];
}

/** Long windows change slowly. It must stay below five minutes, after which a query loses sight of a sample. */
const slowInterval = minutes(2);

/**
 * Declares an SLO and generates its rules: recorded error ratios for every window, weighted by events; objective, budget,
 * what is left of it, how fast it burns and when it is spent; whether a deploy is allowed; an alert for each pair of
 * windows, and one for when nothing is measured any more.
 *
 *     slo('canvascast-api-availability', {
 *       target: percent(99.5), period: days(30),
 *       indicator: availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) }),
 *       title: 'The availability of the API', alerts: 'ApiAvailability', service: 'api', team: 'canvascast',
 *       runbook: 'canvascast/slo-api-availability', volume: perSecond(0.1, 'requests'), events: traffic,
 *     })
 *
 * @throws BelfryError for what can never fire, always fires, or cannot be measured
 */
export function slo<Events extends Unit>(name: string, options: SloOptions<Events>): Slo {
  const { indicator, labels = {}, volume, keep } = options;
  const place = { subject: `SLO ${name}` };
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw mistake({ check: 'slo/name', message: `'${name}' is no name for an SLO`, place, fix: 'use lower case, digits and hyphens: canvascast-api-availability' });
  const promised = objective(name, options.target, options.period);
  const alarms = burnAlarms(name, promised, options.scrapeInterval ?? catalogDefaults.scrapeInterval, options.windows);
  if (indicator.hasVolume && !(volume !== undefined && volume.value > 0)) {
    throw mistake({ check: 'slo/no-volume', message: 'there is no guard against small numbers', place, why: 'at ten requests an hour a single failure burns the budget a thousand times too fast', fix: `say from which rate on a share means something: volume: perSecond(0.1, '${indicator.events}')` });
  }
  if (!indicator.hasVolume && volume !== undefined) {
    throw mistake({ check: 'slo/needless-volume', message: `${indicator.events} come with the clock, so there are never too few`, place, fix: 'leave `volume` out' });
  }
  if (keep !== undefined && !(keep.value >= 0 && keep.value < 1)) throw mistake({ check: 'slo/keep', message: `a deploy that needs ${keep.value} of the budget is ${keep.value < 0 ? 'always' : 'never'} allowed`, place, fix: 'take a share from 0 to below 1' });
  const design = { name, objective: promised, indicator, alarms, labels: { slo: name, service: options.service, ...labels }, keep: keep?.value ?? 0, scenes: steadyScenes(name, promised, alarms, busyRate(volume?.value), options.events) };
  const { prompt, slow, selector } = sloRules(design);
  const common = {
    prefix: options.alerts,
    title: options.title,
    team: options.team,
    runbook: options.runbook,
    ...(options.dashboard === undefined ? {} : { dashboard: options.dashboard }),
    volume: volume?.value,
    events: options.events,
  };
  const burns = alarms.map((alarm) => burnAlert(design, alarm, selector, common));
  const alerts = [...burns, unknownAlert(design, selector, common)];
  return Object.freeze({
    name,
    title: options.title,
    service: options.service,
    objective: promised,
    alarms,
    alerts,
    inhibitions: burnInhibitions(burns),
    groups: [group(`slo-${name}`, { rules: [...prompt, ...alerts] }), group(`slo-${name}-period`, { interval: slowInterval, rules: slow })],
  });
}

/** The same SLO is burning in all of its windows; of two that are equally loud, the faster one is heard. */
function burnInhibitions(burns: readonly Alert[]): readonly DerivedInhibition[] {
  return burns.slice(0, -1).map((source, index) => Object.freeze({ source: { alertname: source.name }, target: { alertname: burns.slice(index + 1).map(({ name }) => name) }, equal: ['slo'] }));
}
