import type { Link } from '../link';

/** What every panel has. */
export interface PanelOptions {
  /** What is to be seen, and what it means when it looks wrong. Shown at the panel's corner. */
  readonly description: string;
  /** @default what suits the kind of panel, widened so that the line is full */
  readonly size?: Size;
  /** @default none */
  readonly links?: readonly Link[];
}

/** In cells of Grafana's grid, which is 24 columns wide; a row of it is 30 pixels high. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Frame {
  readonly title: string;
  readonly description: string;
  readonly size: Size | undefined;
  readonly links: readonly Link[];
}

export function frame(title: string, options: PanelOptions): Frame {
  return { title, description: options.description, size: options.size, links: options.links ?? [] };
}
