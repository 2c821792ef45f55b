import { formatDuration } from '../../core/duration';
import type { Node, RangeNode } from '../../promql/node';
import { walk } from '../../promql/node';
import { printWrapped } from '../../promql/print';
import type { DataSource } from '../datasource';
import { dataSources } from '../datasource';
import { displayFactor } from '../display';
import type { LogQuery } from '../log-query';
import { narrow } from '../narrow';
import type { RateWindow } from '../panel/time-series';
import type { Query } from '../query';
import type { TraceSearch } from '../trace-search';
import type { Json, Target } from './schema';

export type TargetJson = Json<Target>;

/** A reference to a data source, as panels and queries hold it. */
export function sourceRef({ type, uid }: DataSource): { readonly type: string; readonly uid: string } {
  return { type, uid };
}

/** `A`, `B`, ... `Z`, `AA`: how Grafana names the queries of a panel. */
export function refId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${refId(Math.floor(index / 26) - 1)}${letter}`;
}

export interface PromTargetOptions {
  readonly index: number;
  /** The newest value, or the whole range. */
  readonly ask: 'newest' | 'range';
  readonly format: 'time_series' | 'table' | 'heatmap';
  /** The unit that the values are written in. */
  readonly display: string | undefined;
  /** What the line is called when it has no name of its own. */
  readonly title: string;
  readonly window?: RateWindow;
}

export function promTarget(query: Query, options: PromTargetOptions): TargetJson {
  const { index, ask, format, display, title, window = 'fixed' } = options;
  const node = scaled(narrow(query.expression, query.narrowings), displayFactor(display));
  const isRange = ask === 'range';
  return {
    refId: refId(index),
    datasource: sourceRef(dataSources.prometheus),
    editorMode: 'code',
    expr: printWithWindow(node, window),
    legendFormat: query.legend?.text ?? title,
    format,
    range: isRange,
    instant: !isRange,
    // A point of a quantile can show the very requests behind it.
    ...(isRange && isQuantile(node) ? { exemplar: true } : {}),
  };
}

function scaled(node: Node, factor: number): Node {
  return factor === 1 ? node : { kind: 'binary', operator: '*', left: node, right: { kind: 'number', value: factor } };
}

function isQuantile(node: Node): boolean {
  return node.kind === 'call' && node.name === 'histogram_quantile';
}

/** `$__rate_interval` is at least four scrapes, and as long as a point on the screen. Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval */
const rateInterval = '$__rate_interval';

/** Prints with the window of every `rate()` left to Grafana or to the reader. Other windows are part of what is asked. */
function printWithWindow(node: Node, window: RateWindow): string {
  if (window === 'fixed') return printWrapped(node);
  const placeholder = window === 'zoom' ? rateInterval : `$${window.name}`;
  const zoomed = new Set<RangeNode>();
  for (const part of walk(node)) {
    const [argument] = part.kind === 'call' && part.name === 'rate' ? part.arguments : [];
    if (argument?.kind === 'range') zoomed.add(argument);
  }
  return printWrapped(node, undefined, (range) => (zoomed.has(range) ? placeholder : undefined));
}

export function lokiTarget(query: LogQuery, index: number, maxLines: number): TargetJson {
  return { refId: refId(index), datasource: sourceRef(dataSources.loki), editorMode: 'code', expr: query.text, queryType: 'range', maxLines };
}

/** Traces as Jaeger's search finds them. Source of the tags' form: https://grafana.com/docs/grafana/latest/datasources/jaeger/query-editor/#search */
export function jaegerSearch({ service, operation, tags, minDuration, maxDuration, limit }: TraceSearch): TargetJson {
  return {
    refId: refId(0),
    datasource: sourceRef(dataSources.jaeger),
    queryType: 'search',
    service,
    ...(operation === undefined ? {} : { operation }),
    ...(tags === undefined ? {} : { tags: Object.entries(tags).map(([name, value]) => `${name}=${logfmtValue(value)}`).join(' ') }),
    ...(minDuration === undefined ? {} : { minDuration: formatDuration(minDuration) }),
    ...(maxDuration === undefined ? {} : { maxDuration: formatDuration(maxDuration) }),
    limit: limit ?? 20,
  };
}

function logfmtValue(value: string): string {
  return /[\s="]/.test(value) ? JSON.stringify(value) : value;
}
