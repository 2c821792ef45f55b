import { seconds } from '../core/duration';
import { didYouMean } from '../core/names';
import { mistake } from '../core/problem';
import { sloSeries } from '../rule/slo/names';
import { percentText, spacedDuration, timeText } from '../rule/slo/objective';
import type { AnsweredSeries } from '../preview/live/prometheus-api';
import { PrometheusApi } from '../preview/live/prometheus-api';
import type { CommandResult } from './result';

/** Where and about what `belfry slo status` asks. */
export interface SloStatusOptions {
  /** Address of Prometheus, with a path where it has one: `https://prometheus.example.com/prod`. */
  readonly prometheus: string;
  /** Only the SLOs of these services. @default all */
  readonly services?: readonly string[];
}

/** What is known of an SLO at this moment. Missing numbers are not recorded: nothing happened, or nothing is measured. */
export interface SloStatus {
  readonly slo: string;
  readonly service: string;
  /** Share of good events that is promised. */
  readonly objective: number;
  readonly periodSeconds: number;
  /** Share of the budget that is left; negative when more was spent. */
  readonly remaining?: number;
  /** How many times faster than evenly the budget is spent. */
  readonly burn?: number;
  /** Until the budget is spent, if it goes on as now; missing while nothing burns. */
  readonly secondsUntilSpent?: number;
  /** Missing where the budget is not known. */
  readonly deploysAllowed?: boolean;
}

/** The same for people and as data. */
export interface SloStatusResult extends CommandResult {
  readonly json: { readonly deploysAllowed: boolean; readonly slos: readonly SloStatus[] };
}

/**
 * `belfry slo status --prometheus https://prometheus.example.com --service api`: may I deploy? Status 0 when every SLO
 * that is asked for has budget left that is not burning fast, 1 when one has not or is not measured.
 *
 * @throws BelfryError when Prometheus cannot be asked, or knows no such SLO
 */
export async function sloStatus({ prometheus, services = [] }: SloStatusOptions): Promise<SloStatusResult> {
  const all = statuses(await new PrometheusApi(prometheus).newest(`{__name__=~"${Object.values(asked).join('|')}"}`, Date.now() / 1000));
  const known = [...new Set(all.map(({ service }) => service))].sort();
  if (all.length === 0) {
    throw mistake({ check: 'slo-status/no-slo', message: 'this Prometheus records no SLO', place: { subject: prometheus }, why: `there is no series ${asked.objective}`, fix: 'ask the Prometheus that evaluates the rules, and look whether its rules are loaded' });
  }
  const unknown = services.find((service) => !known.includes(service));
  if (unknown !== undefined) {
    throw mistake({ check: 'slo-status/no-service', message: `no SLO has the service '${unknown}'`, place: { subject: prometheus }, fix: didYouMean(unknown, known) || `the services are ${known.join(', ')}` });
  }
  const wanted = all.filter(({ service }) => services.length === 0 || services.includes(service));
  const deploysAllowed = wanted.every((status) => status.deploysAllowed === true);
  return { text: table(wanted, deploysAllowed), exitStatus: deploysAllowed ? 0 : 1, json: { deploysAllowed, slos: wanted } };
}

const asked = {
  objective: sloSeries.objective,
  period: sloSeries.period,
  remaining: sloSeries.remaining,
  burn: sloSeries.currentBurn,
  untilSpent: sloSeries.exhaustion,
  allowed: sloSeries.deploysAllowed,
} as const;

function statuses(answer: readonly AnsweredSeries[]): readonly SloStatus[] {
  const samples = answer.flatMap(({ labels, points }) => points.slice(-1).map(([, value]) => ({ labels, value })));
  const promises = samples.filter(({ labels }) => labels.__name__ === asked.objective);
  const made = promises.map(({ labels: { slo = '', service = '' }, value }): SloStatus => {
    const valueOf = (series: string): number | undefined => samples.find(({ labels }) => labels.__name__ === series && labels.slo === slo && labels.service === service)?.value;
    const [remaining, burn, secondsUntilSpent, allowed] = [asked.remaining, asked.burn, asked.untilSpent, asked.allowed].map(valueOf);
    return {
      slo,
      service,
      objective: value,
      periodSeconds: valueOf(asked.period) ?? 0,
      ...(remaining === undefined ? {} : { remaining }),
      ...(burn === undefined ? {} : { burn }),
      ...(secondsUntilSpent === undefined ? {} : { secondsUntilSpent }),
      ...(allowed === undefined ? {} : { deploysAllowed: allowed === 1 }),
    };
  });
  return made.sort((a, b) => (a.slo < b.slo ? -1 : 1));
}

function table(all: readonly SloStatus[], deploysAllowed: boolean): string {
  const rows = [['SLO', 'promise', 'budget left', 'burn', 'spent in', 'deploy'], ...all.map(row)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const lines = rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return `${[...lines, '', deploysAllowed ? 'Deploys are allowed.' : 'Deploys are not allowed.'].join('\n')}\n`;
}

function row({ slo, objective, periodSeconds, remaining, burn, secondsUntilSpent, deploysAllowed }: SloStatus): readonly string[] {
  const round = (value: number): number => Number(value.toPrecision(3));
  return [
    slo,
    `${percentText(objective)} over ${spacedDuration(seconds(periodSeconds))}`,
    remaining === undefined ? 'not measured' : percentText(round(remaining)),
    burn === undefined ? '-' : `${String(round(burn))} x`,
    secondsUntilSpent === undefined ? '-' : timeText(seconds(secondsUntilSpent)),
    deploysAllowed === undefined ? 'no: not measured' : deploysAllowed ? 'yes' : 'no',
  ];
}
