import { didYouMean } from '../../core/names';
import type { Span } from '../../promql/node';
import { opensBlock, templateFunctions, templateKeywords } from './functions';
import type { Fault, Part, Token } from './scan';
import { partsOf, tokensOf } from './scan';

/** A label that a text refers to. */
export interface LabelReference {
  readonly label: string;
  readonly span: Span;
  /** The text asks first whether the label is there. */
  readonly isGuarded: boolean;
}

/** Where a text shows the alert's value. */
export interface ValueUse {
  readonly span: Span;
  /** The functions that it goes through, in order: `printf`, `humanize`. */
  readonly functions: readonly string[];
  /** The format of a `printf`. */
  readonly format: string | undefined;
  /** The plain text right after it. */
  readonly after: string;
}

/** A query that a text asks by itself. */
export interface TemplateQuery {
  readonly query: string;
  readonly span: Span;
}

/** What an annotation or label of an alert refers to. */
export interface Template {
  readonly faults: readonly Fault[];
  readonly labels: readonly LabelReference[];
  readonly values: readonly ValueUse[];
  /** Queries that are written out, not put together by other functions. */
  readonly queries: readonly TemplateQuery[];
  /** Labels of what a query answered. */
  readonly labelReads: readonly { readonly label: string; readonly span: Span }[];
  /** Whether there is any action in it. */
  readonly isDynamic: boolean;
}

/** One mistake drags others behind it; nobody mends a hundred in one go. */
const mostFaults = 20;

const plain: Template = { faults: [], labels: [], values: [], queries: [], labelReads: [], isDynamic: false };

/** Reads a Go template as Prometheus does before it loads a rule. */
export function readTemplate(text: string): Template {
  if (!text.includes('{{')) return plain;
  const { parts, fault } = partsOf(text);
  const reader = new TemplateReader(text);
  for (const [index, part] of parts.entries()) if (part.kind === 'action') reader.action(part, parts[index + 1]);
  return reader.finished(fault);
}

/** Variables that Prometheus defines. */
const predefined = ['$labels', '$value', '$externalLabels', '$externalURL'];

class TemplateReader {
  readonly #text: string;
  readonly #faults: Fault[] = [];
  readonly #labels: { readonly label: string; readonly span: Span }[] = [];
  readonly #values: ValueUse[] = [];
  readonly #queries: TemplateQuery[] = [];
  readonly #labelReads: { readonly label: string; readonly span: Span }[] = [];
  readonly #variables = new Set(['$', ...predefined]);
  readonly #asked = new Set<string>();
  readonly #open: { readonly word: string; readonly span: Span }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  action({ inner, span }: Part, next: Part | undefined): void {
    const content = this.#text.slice(inner.from, inner.to);
    if (/^\s*\/\*/.test(content)) return;
    const tokens = tokensOf(this.#text, inner);
    const [first] = tokens;
    if (first === undefined) {
      this.#fault('there is nothing between the braces', span, 'remove it');
      return;
    }
    this.#block(first, span);
    this.#names(tokens);
    this.#references(tokens, first.text === 'if' || first.text === 'with' || (first.text === 'else' && tokens[1]?.text === 'if'));
    this.#valueUses(tokens, span, next);
    this.#asks(tokens);
  }

  #block({ text }: Token, span: Span): void {
    if (opensBlock.has(text)) this.#open.push({ word: text, span });
    if (text === 'end' && this.#open.pop() === undefined) this.#fault("this 'end' ends nothing", span, 'remove it');
    if (text === 'else' && this.#open.length === 0) this.#fault("this 'else' belongs to no 'if'", span, 'remove it');
  }

  #names(tokens: readonly Token[]): void {
    for (const [index, token] of tokens.entries()) {
      if (token.kind === 'strange') this.#fault(`unexpected '${token.text}'`, token, token.text === '%' || token.text === '*' || token.text === '/' || token.text === '+' ? 'templates do not calculate: do it in the expression' : 'remove it');
      if (token.kind === 'variable') this.#variable(token, tokens[index + 1]);
      if (token.kind === 'word') this.#word(token, tokens[index - 1], tokens[index + 1]);
    }
  }

  #variable(token: Token, next: Token | undefined): void {
    if (next?.text === ':=' || next?.text === ',') this.#variables.add(token.text);
    else if (!this.#variables.has(token.text)) this.#fault(`there is no variable '${token.text}'`, token, didYouMean(token.text, this.#variables) || `the variables are ${predefined.join(', ')}`);
  }

  #word(token: Token, before: Token | undefined, next: Token | undefined): void {
    const { text } = token;
    if (templateFunctions.has(text) || templateKeywords.has(text)) return;
    if (text === 'labels' || text === 'value') this.#fault(`'${text}' is no function: a variable begins with a dollar sign`, token, `write $${text}`);
    else if (before?.kind !== 'field' || next === undefined) this.#fault(`there is no function '${text}'`, token, didYouMean(text, templateFunctions) || 'see the functions of Prometheus templates');
  }

  #references(tokens: readonly Token[], isQuestion: boolean): void {
    for (const [index, token] of tokens.entries()) {
      const next = tokens[index + 1];
      const isLabels = token.text === '$labels' || (token.text === '.Labels' && (tokens[index - 1]?.kind !== 'field' && tokens[index - 1]?.kind !== 'variable'));
      if (!isLabels || next === undefined) continue;
      const isIndexed = tokens[index - 1]?.text === 'index' && next.kind === 'string';
      if (next.kind !== 'field' && !isIndexed) continue;
      const label = next.kind === 'field' ? next.text.slice(1) : next.text.slice(1, -1);
      if (isQuestion) this.#asked.add(label);
      this.#labels.push({ label, span: { from: token.from, to: next.to } });
    }
  }

  #valueUses(tokens: readonly Token[], span: Span, next: Part | undefined): void {
    const at = tokens.findIndex(({ text }, index) => text === '$value' || (text === '.Value' && tokens[index - 1]?.kind !== 'field' && tokens[index - 1]?.kind !== 'variable' && this.#open.length === 0));
    if (at === -1 || opensBlock.has(tokens[0]?.text ?? '') || tokens.some(({ text }) => text === ':=')) return;
    const before = tokens.slice(0, at).filter(({ text }) => templateFunctions.has(text));
    const after = tokens.slice(at + 1).filter(({ text }) => templateFunctions.has(text));
    const formats = tokens.filter(({ kind }, index) => kind === 'string' && tokens[index - 1]?.text === 'printf');
    this.#values.push({
      span,
      functions: [...before.reverse(), ...after].map(({ text }) => text),
      format: formats[0]?.text.slice(1, -1),
      after: next?.kind === 'text' ? this.#text.slice(next.span.from, next.span.from + 12) : '',
    });
  }

  #asks(tokens: readonly Token[]): void {
    for (const [index, token] of tokens.entries()) {
      const before = tokens[index - 1]?.text;
      if (token.kind !== 'string') continue;
      if (before === 'query') this.#queries.push({ query: unquoted(token.text), span: token });
      if (before === 'label') this.#labelReads.push({ label: unquoted(token.text), span: token });
    }
  }

  #fault(message: string, span: Span, fix: string): void {
    this.#faults.push({ message, span, fix });
  }

  finished(fault: Fault | undefined): Template {
    const unclosed = this.#open.map(({ word, span }): Fault => ({ message: `this '${word}' has no end`, span, fix: "add {{ end }}" }));
    return {
      faults: [...(fault === undefined ? [] : [fault]), ...this.#faults, ...unclosed].slice(0, mostFaults),
      labels: this.#labels.map((reference) => ({ ...reference, isGuarded: this.#asked.has(reference.label) })),
      values: this.#values,
      queries: this.#queries,
      labelReads: this.#labelReads,
      isDynamic: true,
    };
  }
}

/** What a string of Go stands for. */
function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('`') ? inner : inner.replaceAll(/\\(["\\])/g, '$1');
}
