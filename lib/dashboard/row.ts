import type { Panel } from './panel/panel';
import type { LabelVariable } from './variable';

export interface RowOptions {
  /** Folded until the reader opens it; its queries run only then. @default false */
  readonly collapsed?: boolean;
  /** Repeats the row for each chosen value. @default once */
  readonly repeatFor?: LabelVariable;
}

/** Panels that answer one question, under a heading that asks it. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly isCollapsed: boolean;
  readonly repeatFor: LabelVariable | undefined;
}

/** A row of panels, from left to right and line by line. */
export function row(title: string, panels: readonly [Panel, ...Panel[]], options: RowOptions = {}): Row {
  return Object.freeze({ title, panels: Object.freeze([...panels]), isCollapsed: options.collapsed ?? false, repeatFor: options.repeatFor });
}
