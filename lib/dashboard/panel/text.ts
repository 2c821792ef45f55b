import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

export interface TextPanel extends Frame {
  readonly kind: 'text';
  readonly markdown: string;
}

/** A note for the reader, in Markdown. */
export function text(title: string, options: PanelOptions & { readonly markdown: string }): TextPanel {
  return Object.freeze({ kind: 'text', ...frame(title, options), markdown: options.markdown });
}
