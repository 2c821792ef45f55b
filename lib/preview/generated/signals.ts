import type { LogQuery } from '../../dashboard/log-query';
import type { TimeRange } from '../live/prometheus-api';
import type { FoundSpan, FoundTrace, LogLine } from '../source';
import { chance } from './hash';

const errorTexts = ['upload of the rendered video failed: connection reset by peer', 'payment provider answered 503, will try again', 'job ran longer than its limit and was stopped'];

const texts = ['answered GET /api/videos with 200 in 41 ms', 'job took a step: render', 'slow query: 1.2 s', ...errorTexts];

/** Lines as services write them; only bad ones where the query asks for bad ones. */
export function logLines({ text }: LogQuery, { to }: TimeRange): readonly LogLine[] {
  const onlyErrors = text.includes('error');
  const chosen = onlyErrors ? errorTexts : texts;
  const service = /service_name="([\w-]+)"/.exec(text)?.[1] ?? 'canvascast-worker';
  return Array.from({ length: 8 }, (_, index): LogLine => {
    const what = chosen[Math.floor(chance('line', text, index) * chosen.length)] ?? '';
    const level = errorTexts.includes(what) ? 'error' : what.startsWith('slow') ? 'warn' : 'info';
    return { moment: to - 20 - index * 47, level, text: `${service} ${what}` };
  });
}

const operations = ['GET /api/videos', 'POST /api/upload', 'POST /api/credits'];

export function traces(service: string, { to }: TimeRange): readonly FoundTrace[] {
  return Array.from({ length: 6 }, (_, index) => ({
    id: Math.floor(chance('trace', index) * 2 ** 32).toString(16).padStart(8, '0'),
    name: `${service} ${operations[index % operations.length] ?? ''}`,
    moment: to - 60 - index * 311,
    duration: 0.2 + chance('duration', index) * 2,
    spans: 3 + Math.floor(chance('spans', index) * 9),
  }));
}

export function spans(): readonly FoundSpan[] {
  return [
    { name: 'canvascast-web: POST /api/upload', depth: 0, start: 0, duration: 1.24, isFailed: false },
    { name: 'canvascast-api: POST /api/upload', depth: 1, start: 0.03, duration: 1.19, isFailed: false },
    { name: 'canvascast-api: INSERT videos', depth: 2, start: 0.06, duration: 0.04, isFailed: false },
    { name: 'canvascast-api: publish job', depth: 2, start: 0.12, duration: 0.02, isFailed: false },
    { name: 'canvascast-worker: render', depth: 3, start: 0.2, duration: 0.93, isFailed: true },
  ];
}

export function calls(): readonly { readonly from: string; readonly to: string; readonly count: number }[] {
  return [
    { from: 'canvascast-web', to: 'canvascast-api', count: 4210 },
    { from: 'canvascast-api', to: 'canvascast-worker', count: 388 },
    { from: 'canvascast-api', to: 'postgres', count: 9120 },
    { from: 'canvascast-worker', to: 'storage', count: 402 },
  ];
}
