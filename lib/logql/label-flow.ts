import type { LabelSpec } from '../metric/declaration';
import { isOpen } from '../metric/declaration';
import { matcherTest } from '../metric/series';
import type { LabelFacts, LabelSet } from '../promql/shape';
import { dropped, either, kept } from '../promql/shape';
import type { LabelFilter, LogNode, Stage, StreamMatcher } from './node';
import type { LogStreamDeclaration } from './stream-declaration';
import { captureNames, groupNames } from './syntax/line-pattern';

const anything: LabelFacts = Object.freeze({ values: 'open', isOptional: false });
const perhaps: LabelFacts = Object.freeze({ values: 'open', isOptional: true });

/**
 * Labels that Loki adds of its own accord: the level that it found in the line, and what a stage had to complain of.
 * Source: `discover_log_levels` in https://grafana.com/docs/loki/latest/configure/#limits_config, and pkg/logqlmodel/error.go.
 */
const ownLabels: readonly string[] = ['detected_level', '__error__', '__error_details__'];

/** The labels of lines behind every stage of a query, and before the first one. */
export interface LabelFlow {
  readonly before: LabelSet;
  /** Behind each stage, in order. */
  readonly behind: readonly LabelSet[];
  readonly result: LabelSet;
}

/** Follows the labels through the pipeline. Without a declaration, labels that nobody knows may be there at any point. */
export function labelFlow(node: LogNode, declarations: readonly LogStreamDeclaration[]): LabelFlow {
  const before = selectedLabels(node.matchers, declarations);
  const behind: LabelSet[] = [];
  let labels = before;
  for (const stage of node.stages) behind.push((labels = labelsBehind(stage, labels, declarations)));
  return { before, behind, result: labels };
}

function selectedLabels(matchers: readonly StreamMatcher[], declarations: readonly LogStreamDeclaration[]): LabelSet {
  const [first, ...others] = declarations.map(({ labels, metadata }) => declared({ ...labels, ...metadata }));
  const known = others.reduce(either, first ?? { known: new Map<string, LabelFacts>(), hasOthers: true });
  const own = new Map(ownLabels.map((label) => [label, perhaps]));
  return narrowed({ known: new Map([...own, ...known.known]), hasOthers: known.hasOthers }, matchers);
}

function declared(spec: LabelSpec): LabelSet {
  return { known: new Map(Object.entries(spec).map(([label, values]) => [label, { values: isOpen(values) ? 'open' : values, isOptional: false }])), hasOthers: false };
}

function narrowed(labels: LabelSet, matchers: readonly StreamMatcher[]): LabelSet {
  return matchers.reduce(narrowedBy, labels);
}

/** A matcher narrows the possible values; `label=""` takes the label away. */
function narrowedBy(labels: LabelSet, matcher: StreamMatcher): LabelSet {
  const facts = labels.known.get(matcher.label) ?? (labels.hasOthers ? perhaps : undefined);
  if (facts === undefined) return labels;
  const known = new Map(labels.known);
  const passes = matcherTest(matcher);
  if (matcher.operator === '=' && matcher.value === '') known.delete(matcher.label);
  else if (facts.values !== 'open') known.set(matcher.label, { values: facts.values.filter(passes), isOptional: facts.isOptional && passes('') });
  else known.set(matcher.label, { values: matcher.operator === '=' ? [matcher.value] : 'open', isOptional: facts.isOptional && passes('') });
  return { known, hasOthers: labels.hasOthers };
}

function labelsBehind(stage: Stage, labels: LabelSet, declarations: readonly LogStreamDeclaration[]): LabelSet {
  switch (stage.kind) {
    case 'json':
    case 'logfmt':
      return stage.extractions.length === 0 ? withFields(labels, stage.kind, declarations) : withLabels(labels, stage.extractions.map(({ label }) => label));
    case 'pattern':
      return withLabels(labels, captureNames(stage.pattern).names);
    case 'regexp':
      return withLabels(labels, groupNames(stage.pattern));
    case 'unpack':
      return { ...labels, hasOthers: true };
    case 'labelFilter':
      return filtered(labels, stage.filter);
    case 'labelFormat':
      return stage.formats.reduce((flowing, format) => {
        const source = 'from' in format ? (flowing.known.get(format.from) ?? perhaps) : anything;
        return { known: new Map([...('from' in format ? dropped(flowing, [format.from]) : flowing).known, [format.label, source]]), hasOthers: flowing.hasOthers };
      }, labels);
    case 'drop':
      return dropped(labels, stage.labels.filter((label) => typeof label === 'string'));
    case 'keep':
      return kept(labels, [...stage.labels.map((label) => (typeof label === 'string' ? label : label.label)), ...ownLabels.filter((label) => label.startsWith('__'))]);
    case 'lineFilter':
    case 'lineFormat':
    case 'decolorize':
      return labels;
  }
}

/** What a parser without a list makes of the line: the declared fields where all streams are written that way, anything otherwise. */
function withFields(labels: LabelSet, parser: 'json' | 'logfmt', declarations: readonly LogStreamDeclaration[]): LabelSet {
  const [first, ...others] = declarations.map(({ format, fields }) => (format === parser ? declared(fields) : undefined));
  if (first === undefined) return { ...labels, hasOthers: true };
  const made = others.reduce((all, fields) => (all === undefined || fields === undefined ? undefined : either(all, fields)), first);
  return made === undefined ? { ...labels, hasOthers: true } : { known: new Map([...labels.known, ...made.known]), hasOthers: labels.hasOthers };
}

function withLabels(labels: LabelSet, names: readonly string[]): LabelSet {
  return { known: new Map([...labels.known, ...names.map((name) => [name, anything] as const)]), hasOthers: labels.hasOthers };
}

/** Only what every line behind it must satisfy narrows. */
function filtered(labels: LabelSet, filter: LabelFilter): LabelSet {
  switch (filter.kind) {
    case 'text':
      return narrowedBy(labels, filter);
    case 'and':
      return filtered(filtered(labels, filter.left), filter.right);
    case 'or':
    case 'ip':
    case 'amount':
      return labels;
  }
}
