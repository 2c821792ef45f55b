import type { Span } from '../../promql/node';

/** A stretch of a Go template: plain text, or an action between double braces. */
export interface Part {
  readonly kind: 'text' | 'action';
  /** With the braces, for an action. */
  readonly span: Span;
  /** What stands inside an action, without trim marks; the text itself otherwise. */
  readonly inner: Span;
}

export interface Fault {
  readonly message: string;
  readonly span: Span;
  readonly fix: string;
}

/** Cuts a template into text and actions; the fault is an action that never ends. */
export function partsOf(text: string): { readonly parts: readonly Part[]; readonly fault: Fault | undefined } {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open === -1 || open > at) parts.push(textPart(at, open === -1 ? text.length : open));
    if (open === -1) break;
    const close = actionEnd(text, open + 2);
    if (close === undefined) return { parts, fault: { message: "this '{{' is never closed", span: { from: open, to: Math.min(text.length, open + 2) }, fix: "close it with '}}'" } };
    parts.push(actionPart(text, open, close));
    at = close;
  }
  return { parts, fault: undefined };
}

function textPart(from: number, to: number): Part {
  return { kind: 'text', span: { from, to }, inner: { from, to } };
}

function actionPart(text: string, from: number, to: number): Part {
  const start = text.startsWith('{{- ', from) ? from + 4 : from + 2;
  const end = text.slice(to - 4, to) === ' -}}' ? to - 4 : to - 2;
  return { kind: 'action', span: { from, to }, inner: { from: start, to: Math.max(start, end) } };
}

/** Where the action that begins at `from` ends, after its braces; quotes and comments may hold braces of their own. */
function actionEnd(text: string, from: number): number | undefined {
  if (/^-?\s*\/\*/.test(text.slice(from, from + 8))) {
    const end = text.indexOf('*/', from);
    const close = end === -1 ? -1 : text.indexOf('}}', end);
    return close === -1 ? undefined : close + 2;
  }
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\' && quote !== '`') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === '`' || character === "'") quote = character;
    else if (character === '}' && text.charAt(at + 1) === '}') return at + 2;
  }
  return undefined;
}

export interface Token extends Span {
  readonly kind: 'word' | 'variable' | 'field' | 'string' | 'number' | 'sign' | 'strange';
  readonly text: string;
}

const tokenPattern = /(?<string>"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*')|(?<variable>\$[A-Za-z0-9_]*)|(?<field>\.[A-Za-z_][A-Za-z0-9_]*)|(?<number>[-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?))|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<sign>:=|[|(),=.])|(?<strange>\S)/gs;

/** The tokens of an action. */
export function tokensOf(text: string, { from, to }: Span): readonly Token[] {
  const found: Token[] = [];
  for (const match of text.slice(from, to).matchAll(tokenPattern)) {
    const kind = kinds.find((name) => match.groups?.[name] !== undefined);
    if (kind !== undefined) found.push({ kind, text: match[0], from: from + match.index, to: from + match.index + match[0].length });
  }
  return found;
}

const kinds = ['string', 'variable', 'field', 'number', 'word', 'sign', 'strange'] as const;
