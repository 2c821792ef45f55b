import type { LabelSpec } from '../../metric/declaration';
import type { Quantity } from '../../core/quantity';
import type { LogStream } from '../../logql/stream';
import type { LineFormat } from '../../logql/stream-declaration';
import type { ExpectedAlert } from './scenario';

/** Equal lines of one stream, the last of them written just now and the others shortly before. */
export interface WrittenLines {
  readonly labels: Readonly<Record<string, string>>;
  /** Structured metadata of each. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly text: string;
  readonly count: number;
}

/** Lines with which an alert must fire once its time is over. */
export interface FiringLines<L extends string = string> {
  /** One sentence for the test report. @default the alert fires */
  readonly name?: string;
  readonly given: readonly WrittenLines[];
  /** All instances whose condition holds. */
  readonly alerts: readonly ExpectedAlert<L>[];
}

/** Lines with which it must not. */
export interface SilentLines {
  /** One sentence for the test report. @default the alert stays silent */
  readonly name?: string;
  readonly given: readonly WrittenLines[];
}

type Values<Spec extends LabelSpec> = { readonly [Label in keyof Spec]: Spec[Label] extends readonly (infer Value extends string)[] ? Value : string };

/** What each of the lines holds, in the format in which the stream is written. */
type LineContent<Format extends LineFormat, Fields extends LabelSpec> = Format extends 'text' ? { readonly text: string } : { readonly fields: Partial<Values<Fields>> };

/** One line of a declared stream. */
export type Line<Labels extends LabelSpec, Metadata extends LabelSpec, Format extends LineFormat, Fields extends LabelSpec> = {
  readonly labels: Values<Labels>;
  /** @default none */
  readonly metadata?: Partial<Values<Metadata>>;
} & LineContent<Format, Fields>;

/**
 * So many lines of a stream, for a scenario:
 *
 *     writes(apiLogs, quantity(21, 'lines'), { labels: { service_name: 'api', env: 'production' }, metadata: {}, fields: { status: '500' } })
 *
 * writes `{"status":"500"}` 21 times.
 */
export function writes<Labels extends LabelSpec, Metadata extends LabelSpec, Format extends LineFormat, Fields extends LabelSpec>(
  stream: LogStream<Labels, Metadata, Format, Fields>,
  { value }: Quantity<'lines'>,
  line: Line<NoInfer<Labels>, NoInfer<Metadata>, NoInfer<Format>, NoInfer<Fields>>,
): WrittenLines {
  return Object.freeze({ labels: said(line.labels), metadata: said(line.metadata ?? {}), text: textOf(stream.declaration.format, line), count: value });
}

function textOf(format: LineFormat, line: { readonly text?: string; readonly fields?: Said }): string {
  const fields = said(line.fields ?? {});
  switch (format) {
    case 'text':
      return line.text ?? '';
    case 'json':
      return JSON.stringify(fields);
    case 'logfmt':
      return Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(' ');
  }
}

type Said = Readonly<Record<string, string | undefined>>;

/** Without what is left out. */
function said(values: Said): Readonly<Record<string, string>> {
  return Object.freeze(Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))));
}
