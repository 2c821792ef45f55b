import type { Place } from '../../core/problem';
import type { Span } from '../../promql/node';

/** A piece of text that somebody wrote, and the way back to where it stands: a scalar in a file, or a part of the model. */
export interface Text {
  readonly value: string;
  /** The place of a stretch of the value; of the whole of it when no span is given. */
  readonly place: (span?: Span) => Place;
}

/** What a finding points at. */
export interface Spot {
  readonly text: Text;
  /** @default the whole text */
  readonly span?: Span;
}

/** Text of the typed model: it stands in no file, so its place is what the reader calls it, with the text itself to point into. */
export function modelText(value: string, subject: string): Text {
  return {
    value,
    place: (span) => ({ subject, ...(span === undefined ? {} : { excerpt: { text: value, from: span.from, to: span.to } }) }),
  };
}
