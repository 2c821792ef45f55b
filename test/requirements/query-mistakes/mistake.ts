import type { Example } from '../../../lib/check/example/example';
import { alertText, panel, rules } from '../../../lib/check/example/example';
import type { AlertParts, PanelParts } from '../../../lib/check/example/example';

/** A wrong query that stands in a requirements document, written anew, with the query that is right. */
export interface QueryMistake {
  /** Of the requirement: `CC-A01`. */
  readonly id: string;
  /** What is wrong with it. */
  readonly what: string;
  /** The check that finds it. */
  readonly check: string;
  readonly bad: Example;
  readonly good: Example;
}

/** Writes the examples of one system: alerts and panels over its catalog. */
export interface SystemExamples {
  readonly alert: (expression: string, parts?: AlertParts) => Example;
  readonly panel: (query: string, parts?: PanelParts) => Example;
}

export function systemExamples(catalog: string): SystemExamples {
  return {
    alert: (expression, parts = {}) => rules(alertText(expression, parts), catalog),
    panel: (query, parts = {}) => ({ ...panel(query, parts), catalog }),
  };
}
