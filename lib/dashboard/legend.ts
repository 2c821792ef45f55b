import type { LabelSet } from '../promql/shape';

/** The labels that an expression yields and no others, as placeholders that Grafana fills in for each line. */
export interface SeriesText<L extends string> {
  readonly labels: Readonly<Record<L, string>>;
}

/**
 * The name of a line. An expression without labels is one line and may have a plain name; with labels it takes a
 * function, because one name for several lines tells nobody which is which:
 *
 *     ({ labels }) => `${labels.route} p95`     // prints {{route}} p95
 */
export type Legend<L extends string> = [L] extends [never] ? string | LegendOf<L> : LegendOf<L>;

export type LegendOf<L extends string> = (series: SeriesText<L>) => string;

/** A template with its placeholders, and what it referred to. */
export interface FilledTemplate {
  readonly text: string;
  /** Labels that the template names. */
  readonly named: ReadonlySet<string>;
  /** Labels that it names although the expression does not yield them: only possible past the compiler. */
  readonly unknown: readonly string[];
}

/** Calls a template with placeholders for the labels and takes down which ones it uses. */
export function fillTemplate<L extends string, T>(template: (series: SeriesText<L>) => T, labels: LabelSet, placeholder: (label: string) => string): Omit<FilledTemplate, 'text'> & { readonly result: T } {
  const named = new Set<string>();
  const result = template({ labels: recording<L>(named, placeholder) });
  return { result, named, unknown: [...named].filter((label) => !labels.known.has(label) && !labels.hasOthers) };
}

function recording<L extends string>(named: Set<string>, placeholder: (label: string) => string): Readonly<Record<L, string>>;
function recording(named: Set<string>, placeholder: (label: string) => string): Readonly<Record<string, string>> {
  return new Proxy<Readonly<Record<string, string>>>(
    {},
    {
      get(_target, label) {
        if (typeof label !== 'string') return undefined;
        named.add(label);
        return placeholder(label);
      },
    },
  );
}

/** How a legend names a label. Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/query-editor/#legend */
export function legendPlaceholder(label: string): string {
  return `{{${label}}}`;
}

/** How a link names a label. Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-data-links/#field-variables */
export function linkPlaceholder(label: string): string {
  return `\${__field.labels.${label}}`;
}
