import type { LabelFilter, LogNode, Stage } from '../../logql/node';
import { eachFilter } from '../../logql/node';
import type { LogqlQuery } from './logql-query';
import { variableMark } from './selection';

/** A stage that makes labels of the line. */
export type ParserStage = Extract<Stage, { kind: 'json' | 'logfmt' | 'pattern' | 'regexp' | 'unpack' }>;

export function isParser(stage: Stage): stage is ParserStage {
  return stage.kind === 'json' || stage.kind === 'logfmt' || stage.kind === 'pattern' || stage.kind === 'regexp' || stage.kind === 'unpack';
}

/** Whether a stage makes another line of the line. */
export function changesLine({ kind }: Stage): boolean {
  return kind === 'lineFormat' || kind === 'decolorize' || kind === 'unpack';
}

/** Whether a stage looks at the line itself. */
export function readsLine(stage: Stage): boolean {
  return stage.kind === 'lineFilter' || isParser(stage);
}

/** What a filter asks of one label. */
type OneFilter = Exclude<LabelFilter, { kind: 'and' | 'or' }>;

/** Every single condition on a label in a pipeline, with the stage that it stands in. */
export function* filtersOf({ stages }: LogNode): Generator<{ readonly filter: OneFilter; readonly index: number; /** Every line behind it satisfies it. */ readonly isRequired: boolean }> {
  for (const [index, stage] of stages.entries()) {
    if (stage.kind !== 'labelFilter') continue;
    const isRequired = !hasOr(stage.filter);
    for (const filter of eachFilter(stage.filter)) yield { filter, index, isRequired };
  }
}

function hasOr(filter: LabelFilter): boolean {
  return filter.kind === 'or' || (filter.kind === 'and' && (hasOr(filter.left) || hasOr(filter.right)));
}

/** Labels that certainly come with the stream, and not from the line. */
export function streamLabels(query: LogqlQuery, log: LogNode): ReadonlySet<string> {
  return new Set([...query.flow(log).before.known.keys()].filter((label) => !label.startsWith('__')));
}

/** Whether a text holds a variable of a dashboard, so that nobody knows what it will be. */
export function isVariable(text: string): boolean {
  return text.includes(variableMark);
}

/** Whether a regular expression has no special character. */
export function isPlainText(pattern: string): boolean {
  return pattern !== '' && !/[\\.+*?()[\]{}^$|]/.test(pattern) && !isVariable(pattern);
}
