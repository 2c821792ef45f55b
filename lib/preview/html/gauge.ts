import type { Band, Level } from '../page-data';

const [centre, radius] = [60, 48];

/** A half circle that is filled as far as the value reaches, with the limits as a thin ring around it. */
export function gaugeArc(share: number, bands: readonly Band[], level: Level): string {
  const ring = bands.map(({ from, to, level: own }) => `<path class="ring ${own}" d="${arc(from, to, radius + 8)}"/>`).join('');
  return `<svg class="gauge" viewBox="0 0 120 68" aria-hidden="true"><path class="scale" d="${arc(0, 1, radius)}"/>${share > 0 ? `<path class="fill ${level}" d="${arc(0, share, radius)}"/>` : ''}${ring}</svg>`;
}

/** Part of the half circle from left to right, between two shares of it. */
function arc(from: number, to: number, at: number): string {
  const point = (share: number): string => `${(centre - at * Math.cos(share * Math.PI)).toFixed(2)} ${(62 - at * Math.sin(share * Math.PI)).toFixed(2)}`;
  return `M ${point(from)} A ${String(at)} ${String(at)} 0 0 1 ${point(to)}`;
}
