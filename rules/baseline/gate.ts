import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { Alert } from '../../lib/rule/alert';
import { alertsOf } from '../../lib/rule/group';
import type { System } from '../../lib/rule/system';
import type { ApplicationContract } from '../shared/application-contract';

/** What the gate looks at: what a system declares, what its application owes, what its stack asks. */
export interface GatedSystem {
  readonly system: System;
  readonly contract: ApplicationContract;
  readonly scrape: readonly ScrapeJob[];
  readonly probes: readonly Probe[];
  /** Titles of the dashboards. */
  readonly dashboards: readonly string[];
}

/** One line of the checklist. */
export interface GateItem {
  readonly item: string;
  /** Empty where the item is fulfilled. */
  readonly missing: readonly string[];
}

/**
 * The checklist that a system passes before it goes into production: logging, endpoint, key metrics, tracing, health,
 * alerts, error tracking, aggregation. Every item says what is missing.
 */
export function gate(gated: GatedSystem): readonly GateItem[] {
  const { system, contract, scrape, probes, dashboards } = gated;
  const alerts = alertsOf(system.groups);
  const exported = new Map(contract.metrics.map(({ declaration }) => [declaration.name, declaration]));
  const own = new Set(contract.metrics.flatMap(({ declaration }) => declaration.jobs));
  return [
    item('logs are JSON lines with an id that joins them', [...absent(Object.keys(contract.logs.fields), ['level', 'trace_id']), ...(contract.logs.events.length > 0 ? [] : ['an event'])]),
    item('the application serves metrics, and they are scraped', scrape.some(({ name }) => own.has(name)) ? [] : [`a scrape job for ${[...own].join(' or ')}`]),
    item('rate, errors and duration are measured', absent([...exported.values()].map(({ type }) => (type === 'histogram' || type === 'nativeHistogram' ? 'histogram' : type)), ['counter', 'histogram'])),
    item('requests are traced', contract.traces.spans.length > 0 ? [] : ['a span']),
    item('life and readiness are asked', absent(probes.flatMap(({ targets }) => targets.map(({ address }) => kindOfProbe(contract, address))), ['life', 'readiness'])),
    item('failures page, and slowness is told', absent(alerts.flatMap(concerns), ['a critical alert on failures', 'an alert on slowness'])),
    item('errors are tracked', contract.metrics.some(({ declaration }) => declaration.unit === 'errors') ? [] : ['a counter of errors']),
    item('there is something to look at', dashboards.length > 0 ? [] : ['a dashboard']),
  ];
}

/** The checklist as text: `[x] requests are traced`, or `[ ] requests are traced: a span is missing`. */
export function gateReport(gated: GatedSystem): string {
  return gate(gated).map(({ item: text, missing }) => (missing.length === 0 ? `[x] ${text}` : `[ ] ${text}: ${missing.join(', ')} missing`)).join('\n');
}

function item(text: string, missing: readonly string[]): GateItem {
  return { item: text, missing };
}

function absent(have: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((one) => !have.includes(one));
}

/** An address without a check says that the process lives, one with checks that it is ready. */
function kindOfProbe({ health }: ApplicationContract, address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const endpoint = health.find((candidate) => candidate.path === path);
  if (endpoint === undefined) return '';
  return endpoint.checks.length === 0 ? 'life' : 'readiness';
}

function concerns({ severity, kind, expression, name }: Alert): readonly string[] {
  const text = JSON.stringify(expression);
  return [
    ...(severity === 'critical' && kind === 'symptom' && /5\.\.|_errors|failed/.test(text) && !name.includes('Budget') ? ['a critical alert on failures'] : []),
    ...(text.includes('histogram_quantile') ? ['an alert on slowness'] : []),
  ];
}
