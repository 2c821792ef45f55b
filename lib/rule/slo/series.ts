import type { Duration } from '../../core/duration';
import { formatDuration, hours } from '../../core/duration';
import type { Unit } from '../../core/unit';
import type { Node, SelectorNode } from '../../promql/node';
import { binaryOf, callOf, numberOf } from '../condition/expression';
import type { Recording } from '../recording';
import { recordAs } from '../recording';
import type { BurnAlarm } from './burn';
import type { Indicator } from './indicator';
import { sloSeries } from './names';
import type { Objective } from './objective';
import { objectiveText } from './objective';
import type { Expectation, SteadyScene } from './steady';
import { valueProofs, volumeSoFar } from './steady';

type SloRecording = Recording<Unit, string>;

/** What the rules of an SLO are made from. */
export interface SloDesign {
  readonly name: string;
  readonly objective: Objective;
  readonly indicator: Indicator;
  readonly alarms: readonly BurnAlarm[];
  /** Labels of every series and alert: slo, service and the owner's own. */
  readonly labels: Readonly<Record<string, string>>;
  /** Least share of the budget that must be left for a deploy. */
  readonly keep: number;
  /** Where the values of the recorded series are proven. */
  readonly scenes: readonly SteadyScene[];
}

/** The rules of an SLO by how often they have to be evaluated. */
export interface SloRules {
  /** What alerts read. */
  readonly prompt: readonly SloRecording[];
  /** What changes slowly and costs more: long windows and the period. */
  readonly slow: readonly SloRecording[];
  /** Recorded series by name. */
  readonly selector: (name: string) => SelectorNode;
}

/**
 * Up to here a window is computed from the raw counters, to the second. Longer ones add up the recorded events of the
 * shortest window, which is two series however many the service exports, and is weighted by events all the same.
 */
const directUpTo = hours(6);

/** All recording rules of an SLO, each after those that it reads. */
export function sloRules(design: SloDesign): SloRules {
  const maker = new SeriesMaker(design);
  const { objective, alarms } = design;
  const windows = distinct([...alarms.flatMap(({ short, long }) => [short, long]), objective.period]);
  const base = windows[0] ?? objective.period;
  return {
    prompt: [...maker.constants(), ...windows.filter(isDirect).flatMap((window) => maker.direct(window, base))],
    slow: [...windows.filter((window) => !isDirect(window)).flatMap((window) => maker.long(window, base)), ...maker.budget()],
    selector: (series) => maker.selector(series),
  };
}

class SeriesMaker {
  readonly #design: SloDesign;
  readonly #made = new Map<string, SloRecording>();

  constructor(design: SloDesign) {
    this.#design = design;
  }

  selector(series: string): SelectorNode {
    const declaration = this.#made.get(series)?.declaration;
    return { kind: 'selector', name: series, matchers: [{ label: 'slo', operator: '=', value: this.#design.name }], ...(declaration === undefined ? {} : { declaration }) };
  }

  constants(): readonly SloRecording[] {
    const { target, period, budget } = this.#design.objective;
    const constant = (series: string, unit: Unit, help: string, value: number): SloRecording => this.#add(series, unit, help, callOf('vector', numberOf(value)), () => value);
    return [
      constant(sloSeries.objective, 'ratio', 'Share of good events that is promised', target.value),
      constant(sloSeries.period, 'seconds', 'Time over which the promise is kept', period.value),
      constant(sloSeries.budget, 'ratio', 'Share of events that may be bad', budget.value),
    ];
  }

  direct(window: Duration, base: Duration): readonly SloRecording[] {
    const { indicator } = this.#design;
    const total = this.#total(window, base, indicator.total(window));
    // The indicator has no labels, and the recorded series has: the sum of one series takes them off.
    const all: Node = { kind: 'aggregate', operator: 'sum', expression: this.selector(total.name) };
    const bad = indicator.bad(window, all);
    if (window !== base) return [total, this.#ratio(window, bad, all)];
    const recorded = this.#add(sloSeries.bad(window), `${indicator.events}/s`, `Bad events per second over ${formatDuration(window)}`, bad, ({ rate, share }) => (indicator.hasVolume ? rate * share : 'positive'));
    return [total, recorded, this.#ratio(window, this.selector(recorded.name), this.selector(total.name))];
  }

  long(window: Duration, base: Duration): readonly SloRecording[] {
    const over = (name: string, series: string): Node => callOf(name, { kind: 'range', selector: this.selector(series), range: window });
    return [
      this.#total(window, base, over('avg_over_time', sloSeries.total(base))),
      this.#ratio(window, over('sum_over_time', sloSeries.bad(base)), over('sum_over_time', sloSeries.total(base))),
    ];
  }

  budget(): readonly SloRecording[] {
    const { objective, alarms, keep } = this.#design;
    const fastest = [...alarms].sort((a, b) => b.factor - a.factor)[0];
    const [current, limit] = [fastest?.long ?? objective.period, fastest?.factor ?? 1];
    const burnOver = (window: Duration): Node => binaryOf('/', this.selector(sloSeries.errorRatio(window)), numberOf(objective.budget.value));
    const burn: Expectation = ({ share }) => share / objective.budget.value;
    const left = ({ share }: SteadyScene): number => 1 - share / objective.budget.value;
    const made = [
      this.#add(sloSeries.remaining, 'ratio', 'Share of the budget that is left; negative when more was spent', binaryOf('-', numberOf(1), burnOver(objective.period)), left),
      this.#add(sloSeries.currentBurn, 'ratio', `How many times faster than evenly the budget was spent over ${formatDuration(current)}`, burnOver(current), burn),
      this.#add(sloSeries.periodBurn, 'ratio', 'How many times the budget was spent over the period', burnOver(objective.period), burn),
    ];
    const [remaining, burning] = [this.selector(sloSeries.remaining), this.selector(sloSeries.currentBurn)];
    const untilEmpty = binaryOf('/', binaryOf('*', callOf('clamp_min', remaining, numberOf(0)), numberOf(objective.period.value)), binaryOf('>', burning, numberOf(0)));
    const hasBudget: Node = { ...binaryOf('>', remaining, numberOf(keep)), bool: true };
    const isCalm: Node = { ...binaryOf('<', burning, numberOf(limit)), bool: true };
    // Without an event in the current window nothing burns: the budget alone decides.
    const calm = binaryOf('or', isCalm, binaryOf('+', binaryOf('*', remaining, numberOf(0)), numberOf(1)));
    return [
      ...made,
      this.#add(sloSeries.exhaustion, 'seconds', 'Time until the budget is spent, if it goes on as now; nothing while nothing burns', untilEmpty, (steady) => (Math.max(0, left(steady)) * objective.period.value * objective.budget.value) / steady.share),
      this.#add(sloSeries.deploysAllowed, 'ratio', '1 while there is budget left and it is not burning fast, 0 otherwise', binaryOf('*', hasBudget, calm), (steady) => (left(steady) > keep && steady.share < limit * objective.budget.value ? 1 : 0)),
    ];
  }

  #total(window: Duration, base: Duration, node: Node): SloRecording {
    const { indicator } = this.#design;
    return this.#add(sloSeries.total(window), `${indicator.events}/s`, `All events per second over ${formatDuration(window)}`, node, volumeSoFar(indicator, window, base, isDirect(window)));
  }

  /** Without an event there is no share, and a NaN would outlive the moment in which it was recorded. */
  #ratio(window: Duration, bad: Node, total: Node): SloRecording {
    return this.#add(sloSeries.errorRatio(window), 'ratio', `Share of bad events over ${formatDuration(window)}`, binaryOf('/', bad, binaryOf('>', total, numberOf(0))), ({ share }) => share);
  }

  #add(series: string, unit: Unit, help: string, node: Node, expected: Expectation): SloRecording {
    const { name, objective, labels, scenes } = this.#design;
    const values = valueProofs(scenes, this.selector(series), expected);
    const made = recordAs(series, { help: `${help} (SLO ${name}: ${objectiveText(objective)}).`, node, unit, labels, values });
    this.#made.set(series, made);
    return made;
  }
}

/** Whether a window is computed from the raw counters: over fewer events than it is long, it sees fewer per second. */
export function isDirect(window: Duration): boolean {
  return window.value <= directUpTo.value;
}

/** Ascending, each once. */
function distinct(windows: readonly Duration[]): readonly Duration[] {
  return [...new Map(windows.map((window) => [window.milliseconds, window])).values()].sort((a, b) => a.value - b.value);
}
