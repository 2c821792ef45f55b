import type { LabelMatcher } from '../../metric/matcher';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

export interface AlertListOptions extends PanelOptions {
  /** Labels that the alerts must have: `{ team: 'canvascast' }`. @default every alert */
  readonly labels?: Readonly<Record<string, string>>;
  /** How many at most. @default 20 */
  readonly limit?: number;
}

export interface AlertListPanel extends Frame {
  readonly kind: 'alertList';
  readonly matchers: readonly LabelMatcher[];
  readonly limit: number;
}

/** The alerts that fire or are about to, the most important first, each with its beginning. */
export function alertList(title: string, options: AlertListOptions): AlertListPanel {
  const matchers = Object.entries(options.labels ?? {}).map(([label, value]) => ({ label, operator: '=', value }) as const);
  return Object.freeze({ kind: 'alertList', ...frame(title, options), matchers, limit: options.limit ?? 20 });
}
