import type { Duration } from '../../core/duration';
import type { InputSeries } from './input';
import { sampleText } from './samples';

/** A series and its samples as a test file of promtool holds them. */
export function inputText(series: InputSeries, interval: Duration, length: Duration): { readonly series: string; readonly values: string } {
  return { series: seriesText(series), values: sampleText(series, interval, length) };
}

function seriesText({ name, labels }: InputSeries): string {
  return `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',')}}`;
}
