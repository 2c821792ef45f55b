import type { Tone } from '../panel/state';
import type { ThresholdLevel, Thresholds } from '../threshold';
import type { GrafanaPanel, Json } from './schema';

type FieldDefaults = Json<GrafanaPanel>['fieldConfig']['defaults'];

const levelColours: Readonly<Record<ThresholdLevel, string>> = { notice: 'yellow', warning: 'orange', critical: 'red' };

const toneColours: Readonly<Record<Tone, string>> = { good: 'green', bad: 'red', uneasy: 'orange', neutral: 'blue' };

/** Names of Grafana's palette, which it adapts to light and dark. */
export function toneColour(tone: Tone): string {
  return toneColours[tone];
}

/**
 * Grafana's steps begin at minus infinity and change colour upwards. Where trouble lies below, the order turns round:
 * the worst colour comes first, and green begins at the mildest limit.
 */
export function thresholdSteps({ trouble, steps }: Thresholds): NonNullable<FieldDefaults['thresholds']> {
  if (trouble === 'above') {
    return { mode: 'absolute', steps: [{ color: 'green', value: null }, ...steps.map(({ level, at }) => ({ color: levelColours[level], value: at.value }))] };
  }
  const worstFirst = [...steps].reverse();
  return {
    mode: 'absolute',
    steps: worstFirst.flatMap(({ level }, index) => [{ color: levelColours[level], value: index === 0 ? null : (worstFirst[index - 1]?.at.value ?? null) }]).concat({ color: 'green', value: worstFirst.at(-1)?.at.value ?? null }),
  };
}
