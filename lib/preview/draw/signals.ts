import type { LogsPanel } from '../../dashboard/panel/logs';
import type { TracesPanel } from '../../dashboard/panel/traces';
import type { Body, Cell, Level } from '../page-data';
import type { LogLine } from '../source';
import { formatValue } from '../value-format';
import type { DrawContext } from './answers';
import { nothing } from './charts';

const levels: Readonly<Record<LogLine['level'], Level>> = { info: 'neutral', warn: 'warning', error: 'critical' };

export function logsBody({ source, range }: DrawContext, { queries, limit }: LogsPanel): Body {
  const answers = queries.map((query) => source.logLines(query, range));
  if (answers.includes(undefined)) return nothing(`Loki is not asked for a preview. The query: ${queries.map(({ text }) => text).join(' and ')}`);
  const lines = answers.flatMap((answer) => answer ?? []).sort((a, b) => b.moment - a.moment);
  return lines.length === 0 ? nothing() : { kind: 'logs', lines: lines.slice(0, limit).map(({ moment, level, text }) => ({ moment, level: levels[level], word: level, text })) };
}

export function tracesBody({ source, range }: DrawContext, { search }: TracesPanel): Body {
  const found = source.traces(search.service, range);
  if (found === undefined) return nothing(`Jaeger is not asked for a preview. The search: traces of ${search.service}`);
  const words = (text: string): Cell => ({ text, isNumber: false, level: 'plain' });
  const number = (text: string): Cell => ({ text, isNumber: true, level: 'plain' });
  return {
    kind: 'table',
    heads: [words('Trace'), words('Name'), words('Began'), number('Spans'), number('Duration')],
    lines: found.map(({ id, name, moment, spans, duration }) => [words(id), words(name), words(formatValue('dateTimeAsIso', moment * 1000)), number(String(spans)), number(formatValue('s', duration))]),
    hidden: 0,
  };
}

export function traceBody({ source }: DrawContext): Body {
  const spans = source.spans();
  if (spans === undefined) return nothing('Jaeger is not asked for a preview.');
  const length = spans.reduce((most, { start, duration }) => Math.max(most, start + duration), 0);
  return { kind: 'spans', spans: spans.map(({ name, depth, start, duration, isFailed }) => ({ name, depth, start: start / length, share: duration / length, text: formatValue('s', duration), level: isFailed ? 'critical' : 'neutral' })) };
}

export function serviceMapBody({ source }: DrawContext): Body {
  const calls = source.calls();
  return calls === undefined ? nothing('Jaeger is not asked for a preview.') : { kind: 'calls', calls: calls.map(({ from, to, count }) => ({ from, to, text: `${formatValue('short', count)} calls` })) };
}
