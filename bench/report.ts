import type { DashboardCost } from './dashboard-cost';
import type { RuleCost } from './rule-cost';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('a median of nothing');
  return middle;
}

export interface GrowthRow {
  readonly alerts: number;
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/** Time and memory by number of alerts, and what each costs compared with the row before: 1.0 is linear. */
export function growthTable(rows: readonly GrowthRow[]): string {
  const lines = ['alerts and panels       ms   ms/alert   growth per doubling   peak MiB'];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const growth = before === undefined ? '' : `${(2 ** (Math.log2(row.milliseconds / before.milliseconds) / Math.log2(row.alerts / before.alerts))).toFixed(2)}x`;
    lines.push([String(row.alerts).padStart(17), row.milliseconds.toFixed(0).padStart(8), (row.milliseconds / row.alerts).toFixed(3).padStart(10), growth.padStart(21), String(row.mebibytes).padStart(10)].join(' '));
  }
  const [first, last] = [rows[0], rows.at(-1)];
  if (first !== undefined && last !== undefined) {
    const perAlert = last.milliseconds / last.alerts / (first.milliseconds / first.alerts);
    lines.push(`cost per alert at ${String(last.alerts)} against ${String(first.alerts)}: ${perAlert.toFixed(2)}x`);
  }
  return `${lines.join('\n')}\n`;
}

export interface LintRow {
  readonly rules: number;
  /** In milliseconds. */
  readonly promtool: number;
  readonly belfry: number;
}

/** Time of `belfry lint` beside that of `promtool check rules` on the same file, and how both grow. */
export function lintTable(rows: readonly LintRow[]): string {
  const lines = ['rules linted   promtool ms   belfry ms   belfry/promtool   belfry ms/rule'];
  for (const { rules, promtool, belfry } of rows) {
    lines.push([String(rules).padStart(12), promtool.toFixed(0).padStart(13), belfry.toFixed(0).padStart(11), `${(belfry / promtool).toFixed(2)}x`.padStart(17), (belfry / rules).toFixed(3).padStart(16)].join(' '));
  }
  return `${lines.join('\n')}\n`;
}

/** What an evaluation of all rules reads, by the number of series that there are. */
export function ruleTable(costs: readonly RuleCost[]): string {
  const lines = ['series in Prometheus   rules   samples read per evaluation         ms   dearest rule'];
  for (const { series, rules, samples, milliseconds, dearest } of costs) {
    lines.push([String(series).padStart(20), String(rules).padStart(7), String(samples).padStart(29), milliseconds.toFixed(1).padStart(10), `  ${dearest.rule} (${String(dearest.samples)} samples)`].join(' '));
  }
  return `${lines.join('\n')}\n`;
}

/** Above the rows of `dashboardRow`. */
export function dashboardTitle(seriesPerMetric: number): string {
  return `a dashboard over ${String(seriesPerMetric)} series of each metric   panels  queries    series   samples read       ms   dearest panel\n`;
}

/** What it costs Prometheus to open a dashboard. */
export function dashboardRow({ uid, panels, queries, series, samples, milliseconds, dearest }: DashboardCost): string {
  return `${[uid.padEnd(45), String(panels).padStart(8), String(queries).padStart(8), String(series).padStart(9), String(samples).padStart(14), milliseconds.toFixed(0).padStart(8)].join(' ')}   ${dearest.title} (${dearest.milliseconds.toFixed(0)} ms)\n`;
}

/** What one point of all queries of a dashboard costs that read recorded series, and would cost without the rules. */
export function recordedTable(costs: readonly DashboardCost[]): string {
  const lines = ['one point of what rules have recorded           queries   samples   without rules        ms   without rules      saved'];
  for (const { uid, recorded } of costs) {
    if (recorded === undefined) continue;
    const { queries, withRules, withoutRules } = recorded;
    lines.push(
      [uid.padEnd(45), String(queries).padStart(9), String(withRules.samples).padStart(9), String(withoutRules.samples).padStart(15), withRules.milliseconds.toFixed(1).padStart(9), withoutRules.milliseconds.toFixed(1).padStart(15), `${(withoutRules.samples / withRules.samples).toFixed(0)}x`.padStart(10)].join(' '),
    );
  }
  return `${lines.join('\n')}\n`;
}
