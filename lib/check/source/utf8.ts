import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../core/problem';

/** The text of a file; a problem with line and column where it is not UTF-8. A byte order mark is dropped. */
export function readUtf8(bytes: Uint8Array, file: string): { readonly text: string } | { readonly problem: Problem } {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (isUtf8(bytes)) return { text };
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    // A line break is never part of a longer character, so lines can be judged one by one.
    const newline = bytes.indexOf(lineBreak, from);
    const to = newline === -1 ? bytes.length : newline;
    const stretch = bytes.subarray(from, to);
    if (!isUtf8(stretch)) return { problem: invalid(stretch, file, line) };
    from = to + 1;
  }
  return { problem: invalid(new Uint8Array(), file, line) };
}

const lineBreak = 0x0a;

/** How much of a line is shown: the line may be the whole file. */
const shown = 200;

function invalid(line: Uint8Array, file: string, number: number): Problem {
  const text = new TextDecoder('utf-8').decode(line);
  const column = Math.max(0, text.indexOf('\ufffd'));
  const start = Math.max(0, column - shown / 2);
  return {
    check: 'file/not-utf-8',
    severity: 'error',
    message: 'a byte here is not UTF-8',
    place: { file, line: number, column: column + 1, excerpt: { text: text.slice(start, column + shown / 2), from: column - start, to: column - start + 1 } },
    fix: 'save the file as UTF-8',
  };
}
