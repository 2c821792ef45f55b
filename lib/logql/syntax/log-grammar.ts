import { matchesEmpty } from '../../promql/syntax/regexp';
import type { Extraction, LabelFormat, LineFilterOperator, LineFilterText, LogNode, LogRange, Stage, StreamMatcher, Unwrap } from '../node';
import { parseIp, parseLabelFilter, parseMatcher, parseNamedMatcher } from './label-filter-grammar';
import { refuseStage } from './stage-content';
import type { TokenStream } from './token-stream';

const lineFilterOperators: readonly LineFilterOperator[] = ['|=', '!=', '|~', '!~', '|>', '!>'];

/** `{service="api"} |= "timeout" | json` */
export function parseLog(stream: TokenStream): LogNode {
  const { from } = stream.token;
  const matchers = parseStreamSelector(stream);
  const stages = parseStages(stream);
  if (stream.is('|') && isUnwrapBehind(stream)) throw stream.fault('unwrap makes numbers of lines, which only a function over a range can read', stream.token, { fix: 'write sum_over_time({...} | unwrap took [5m])' });
  return { kind: 'log', matchers, stages, span: { from, to: stream.end } };
}

function parseStreamSelector(stream: TokenStream): readonly StreamMatcher[] {
  const brace = stream.expect('{', "a stream selector '{...}'");
  const matchers: StreamMatcher[] = [];
  if (!stream.is('}')) {
    do matchers.push(parseMatcher(stream));
    while (stream.takeIf(',') !== undefined);
  }
  const closing = stream.expect('}', matchers.length === 0 ? "a label or '}'" : "',' or '}'");
  if (matchers.every(matchesEmpty)) {
    throw stream.fault('this selector takes every stream there is: expected a matcher that an empty label does not satisfy', { from: brace.from, to: closing.to }, { fix: 'name a value, or write service=~".+" for any' });
  }
  return matchers;
}

function isUnwrapBehind(stream: TokenStream): boolean {
  return stream.behind.kind === 'keyword' && stream.behind.text === 'unwrap';
}

function parseStages(stream: TokenStream): readonly Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    const { from } = stream.token;
    const operator = lineFilterOperators.find((candidate) => stream.is(candidate));
    if (operator === undefined && (!stream.is('|') || isUnwrapBehind(stream))) return stages;
    const stage = operator === undefined ? parsePipedStage(stream) : parseLineFilter(stream, operator);
    const spanned = { ...stage, span: { from, to: stream.end } };
    refuseStage(stream, spanned);
    stages.push(spanned);
  }
}

function parseLineFilter(stream: TokenStream, operator: LineFilterOperator): Stage {
  stream.take();
  const first = parseLineFilterText(stream);
  const others: LineFilterText[] = [];
  while (stream.takeKeyword('or')) others.push(parseLineFilterText(stream));
  return { kind: 'lineFilter', operator, alternatives: [first, ...others] };
}

function parseLineFilterText(stream: TokenStream): LineFilterText {
  const { token } = stream;
  if (token.kind === 'function' && token.text === 'ip') {
    const text = parseIp(stream);
    return { text, isIp: true, span: { from: token.from, to: stream.end } };
  }
  const { value, from, to } = stream.expect('string', 'a text in quotes', { fix: 'write |= "timeout"' });
  return { text: value, span: { from, to } };
}

function parsePipedStage(stream: TokenStream): Stage {
  stream.take();
  const { keyword } = stream;
  switch (keyword) {
    case 'json':
      stream.take();
      return { kind: 'json', extractions: stream.is('name') ? parseList(stream, parseExtraction) : [] };
    case 'logfmt':
      return parseLogfmt(stream);
    case 'regexp':
    case 'pattern':
      stream.take();
      return { kind: keyword, pattern: stream.expect('string', 'a pattern in quotes').value };
    case 'unpack':
    case 'decolorize':
      stream.take();
      return { kind: keyword };
    case 'line_format':
      stream.take();
      return { kind: 'lineFormat', template: stream.expect('string', 'a template in quotes').value };
    case 'label_format':
      stream.take();
      return { kind: 'labelFormat', formats: parseList(stream, parseLabelFormat) };
    case 'drop':
    case 'keep':
      stream.take();
      return { kind: keyword, labels: parseList(stream, parseNamedMatcher) };
    default:
      if (stream.is('name') || stream.is('(')) return { kind: 'labelFilter', filter: parseLabelFilter(stream) };
      throw stream.unexpected('a stage, such as json, line_format or a label filter,');
  }
}

function parseLogfmt(stream: TokenStream): Stage {
  stream.take();
  const flags = new Set<string>();
  for (let flag = stream.takeIf('flag'); flag !== undefined; flag = stream.takeIf('flag')) flags.add(flag.text);
  return { kind: 'logfmt', strict: flags.has('--strict'), keepEmpty: flags.has('--keep-empty'), extractions: stream.is('name') ? parseList(stream, parseExtraction) : [] };
}

function parseList<T>(stream: TokenStream, parse: (stream: TokenStream) => T): readonly T[] {
  const list: T[] = [];
  do list.push(parse(stream));
  while (stream.takeIf(',') !== undefined);
  return list;
}

function parseExtraction(stream: TokenStream): Extraction {
  const { text, from } = stream.expect('name', 'a name for the label');
  const path = stream.takeIf('=') === undefined ? text : stream.expect('string', 'the path of a field in quotes').value;
  return { label: text, path, span: { from, to: stream.end } };
}

function parseLabelFormat(stream: TokenStream): LabelFormat {
  const { text: label, from } = stream.expect('name', 'a name for the label');
  stream.expect('=', "'='");
  const source = stream.takeIf('name');
  if (source !== undefined) return { label, from: source.text, span: { from, to: stream.end } };
  return { label, template: stream.expect('string', 'another label, or a template in quotes,').value, span: { from, to: stream.end } };
}

/** What stands between the brackets of a function over a range, with all the orders that Loki's grammar knows: `logRangeExpr` in pkg/logql/syntax/syntax.y. */
export function parseLogRange(stream: TokenStream): LogRange {
  const parts = parseRangeParts(stream);
  if (parts.range !== undefined) return { ...parts, range: parts.range };
  throw stream.unexpected('a range', { fix: 'say how far back it looks: {service="api"}[5m]' });
}

type RangeParts = Omit<LogRange, 'range'> & Partial<Pick<LogRange, 'range'>> & { readonly isBracketed?: boolean };

function parseRangeParts(stream: TokenStream): RangeParts {
  const { from } = stream.token;
  if (stream.takeIf('(') === undefined) return { ...parseBareRange(stream), span: { from, to: stream.end } };
  const { isBracketed, ...inner } = stream.nested(() => parseRangeParts(stream));
  stream.expect(')', inner.range === undefined ? "a stage or ')'" : "')'");
  const span = (): { span: { from: number; to: number } } => ({ span: { from, to: stream.end } });
  if (inner.range !== undefined) return { ...inner, ...span() };
  if (isBracketed === true) throw stream.fault('these brackets stand in brackets that hold nothing else', { from, to: stream.end }, { fix: 'take one pair away' });
  const range = stream.takeIf('range');
  if (range === undefined) return { ...inner, isBracketed: true, ...span() };
  const offset = parseOffset(stream);
  const mayUnwrap = inner.log.stages.length === 0 && inner.unwrap === undefined;
  const unwrap = mayUnwrap ? parseUnwrap(stream) : undefined;
  return { ...inner, range: range.lapse, ...offset, ...(unwrap === undefined ? {} : { unwrap }), ...span() };
}

function parseBareRange(stream: TokenStream): RangeParts {
  const { from } = stream.token;
  const matchers = parseStreamSelector(stream);
  let stages = parseStages(stream);
  let unwrap = parseUnwrap(stream);
  let to = stream.end;
  const range = stream.takeIf('range');
  const offset = range === undefined ? {} : parseOffset(stream);
  if (range !== undefined && stages.length === 0 && unwrap === undefined) {
    stages = parseStages(stream);
    unwrap = parseUnwrap(stream);
    if (stages.length > 0 || unwrap !== undefined) to = stream.end;
  }
  const log: LogNode = { kind: 'log', matchers, stages, span: { from, to } };
  return { log, ...(range === undefined ? {} : { range: range.lapse }), ...offset, ...(unwrap === undefined ? {} : { unwrap }) };
}

function parseOffset(stream: TokenStream): Pick<LogRange, 'offset'> {
  if (!stream.takeKeyword('offset')) return {};
  return { offset: stream.expect('duration', 'a duration', { fix: 'write offset 5m' }).lapse };
}

function parseUnwrap(stream: TokenStream): Unwrap | undefined {
  if (!stream.is('|') || !isUnwrapBehind(stream)) return undefined;
  const { from } = stream.take();
  stream.take();
  const conversion = parseConversion(stream);
  const { text: label } = stream.expect('name', 'a label');
  if (conversion !== undefined) stream.expect(')', "')'");
  const filters: Unwrap['filters'][number][] = [];
  while (stream.takeIf('|') !== undefined) {
    if (!stream.is('name') && !stream.is('(')) throw stream.unexpected('a label filter', { why: 'after unwrap only label filters may follow', fix: 'put parsers and line filters before unwrap' });
    filters.push(parseLabelFilter(stream));
  }
  return { label, ...(conversion === undefined ? {} : { conversion }), filters, span: { from, to: stream.end } };
}

function parseConversion(stream: TokenStream): Unwrap['conversion'] {
  const { token } = stream;
  if (token.kind !== 'function') return undefined;
  const conversion = (['bytes', 'duration', 'duration_seconds'] as const).find((name) => name === token.text);
  if (conversion === undefined) throw stream.unexpected('a label, or bytes(), duration() or duration_seconds() of one,');
  stream.take();
  stream.expect('(', "'('");
  return conversion;
}
