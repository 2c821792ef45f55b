import { matcherTest } from '../lib/metric/series';
import type { Node, SelectorNode } from '../lib/promql/node';
import { selectors, walk } from '../lib/promql/node';
import { parsePromql } from '../lib/promql/parse';
import { print } from '../lib/promql/print';
import type { AnyRecording } from '../lib/check/dashboard/panel-check';

/** Recording rules, and what queries would have to ask without them. */
export class Recorded {
  readonly #byName = new Map<string, AnyRecording[]>();

  constructor(recordings: readonly AnyRecording[]) {
    for (const recording of recordings) this.#byName.set(recording.name, [...(this.#byName.get(recording.name) ?? []), recording]);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The rules whose series an expression reads itself, not through another rule. */
  readBy(expression: Node): readonly AnyRecording[] {
    return [...new Set(selectors(expression).flatMap((selector) => this.#selected(selector)))];
  }

  /** Those, the rules that they read, and so on. */
  allBehind(expressions: readonly Node[]): readonly AnyRecording[] {
    const found = new Set<AnyRecording>();
    const pending = expressions.flatMap((expression) => this.readBy(expression));
    for (let rule = pending.pop(); rule !== undefined; rule = pending.pop()) {
      if (!found.has(rule)) pending.push(...this.readBy(rule.expression));
      found.add(rule);
    }
    return [...found];
  }

  /**
   * The same expression over scraped series. A recorded series that is read over a window stays: what it holds would have
   * to be worked out anew for every point of the window, and nobody would ask that.
   */
  withoutRules(expression: Node): string {
    const text = print(expression);
    // The printed text is parsed again, since only a parsed node knows its place in it.
    const nodes = [...walk(parsePromql(text))];
    const overWindows = new Set(nodes.flatMap((node) => (node.kind === 'range' ? [node.selector] : [])));
    const places = nodes.flatMap((node) => (node.kind === 'selector' && !overWindows.has(node) && this.#selected(node).length > 0 && node.span !== undefined ? [{ selector: node, span: node.span }] : []));
    return places
      .sort((a, b) => b.span.from - a.span.from)
      .reduce((written, { selector, span }) => `${written.slice(0, span.from)}(${this.#selected(selector).map((recording) => this.#expressionOf(recording)).join(' or ')})${written.slice(span.to)}`, text);
  }

  /** What a rule records, with the labels that it adds. */
  #expressionOf({ expression, fixedLabels }: AnyRecording): string {
    return Object.entries(fixedLabels).reduce((labelled, [label, value]) => `label_replace(${labelled}, ${JSON.stringify(label)}, ${JSON.stringify(value)}, "", "")`, `(${this.withoutRules(expression)})`);
  }

  #selected({ name = '', matchers }: SelectorNode): readonly AnyRecording[] {
    return (this.#byName.get(name) ?? []).filter(({ fixedLabels }) =>
      matchers.every((matcher) => {
        const fixed = fixedLabels[matcher.label];
        // What chooses among the series of one rule would have to be asked of what the rule reads.
        if (fixed === undefined) throw new Error(`${name} is narrowed by ${matcher.label}, which no rule of its name fixes`);
        return matcherTest(matcher)(fixed);
      }),
    );
  }
}
