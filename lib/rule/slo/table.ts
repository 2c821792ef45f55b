import { percentText, spacedDuration, timeText } from './objective';
import type { Slo } from './slo';

/**
 * The promises of a project as a Markdown table, each with what it leaves and when its alerts speak.
 *
 *     | SLO | promise | leaves | alerts |
 *     |---|---|---|---|
 *     | `shop` | 99.9 % over 30 d | 43 min 12 s | 1.44 % bad over 1 h and 5 m (14.4 x): critical; ... |
 */
export function sloTable(slos: readonly Slo[]): string {
  const rows = slos.map(({ name, objective, alarms }) => {
    const speaks = alarms.map(({ threshold, long, short, factor, severity }) => `${percentText(threshold)} bad over ${spacedDuration(long)} and ${spacedDuration(short)} (${String(Number(factor.toPrecision(3)))} x): ${severity}`);
    return `| \`${name}\` | ${percentText(objective.target.value)} over ${spacedDuration(objective.period)} | ${timeText(objective.downtime)} | ${speaks.join('; ')} |`;
  });
  return ['| SLO | promise | leaves | alerts |', '|---|---|---|---|', ...rows].join('\n');
}
