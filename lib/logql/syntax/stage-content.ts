import type { Span } from '../../promql/node';
import type { LabelFilter, LineFilterStage, Stage } from '../node';
import { eachFilter } from '../node';
import { extractionPathFault } from './extraction-path';
import { unsafe } from './fault';
import { ipFault } from './ip-pattern';
import { captureNames, groupNames, linePatternFault } from './line-pattern';
import { refuseRegexp } from './matcher-content';
import { templateFault } from './template-content';
import type { TokenStream } from './token-stream';

/** Refuses what Loki would refuse before it reads the first line, although its grammar takes it: patterns, paths, addresses, templates. */
export function refuseStage(stream: TokenStream, stage: Stage & { readonly span: Span }): void {
  switch (stage.kind) {
    case 'lineFilter':
      refuseLineFilter(stream, stage);
      return;
    case 'json':
    case 'logfmt':
      for (const { path, span } of stage.extractions) refuseWhen(stream, extractionPathFault(stage.kind, path), span ?? stage.span);
      return;
    case 'regexp':
      refuseRegexpParser(stream, stage.pattern, stage.span);
      return;
    case 'pattern':
      refuseWhen(stream, captureNames(stage.pattern).fault, stage.span);
      return;
    case 'labelFilter':
      refuseLabelFilter(stream, stage.filter, stage.span);
      return;
    case 'lineFormat':
      refuseWhen(stream, templateFault(stage.template), stage.span);
      return;
    case 'labelFormat':
      refuseLabelFormat(stream, stage);
      return;
    case 'drop':
    case 'keep':
    case 'unpack':
    case 'decolorize':
  }
}

function refuseWhen(stream: TokenStream, fault: string | undefined, span: Span): void {
  if (fault !== undefined) throw stream.fault(fault, span);
}

function refuseLineFilter(stream: TokenStream, { operator, alternatives, span: whole = stream.token }: LineFilterStage): void {
  for (const { text, isIp, span = whole } of alternatives) {
    if (isIp === true) {
      if (alternatives.length > 1 && operator.startsWith('|')) throw unsafe(stream.text, span, 'ip() cannot be one of several texts', "beside 'or' Loki looks for the address as plain text", 'write a pipeline for each, or one range of addresses');
      if (operator !== '|=' && operator !== '!=') throw stream.fault(`ip() goes with |= and !=, not with ${operator}`, span, { fix: 'write |= ip("10.0.0.0/8")' });
      refuseWhen(stream, ipFault(text), span);
    } else if (operator === '|~' || operator === '!~') refuseRegexp(stream, text, span);
    else if (operator === '|>' || operator === '!>') refuseWhen(stream, linePatternFault(text), span);
  }
}

function refuseRegexpParser(stream: TokenStream, pattern: string, span: Span): void {
  refuseRegexp(stream, pattern, span);
  const names = groupNames(pattern);
  if (names.length === 0) throw stream.fault('no part of this expression has a name, so it makes no label', span, { fix: 'write (?P<method>\\w+)' });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw stream.fault(`two parts of this expression are called '${twice}'`, span, { fix: 'give each a name of its own' });
}

/** The grammar has looked at its regular expressions already. */
function refuseLabelFilter(stream: TokenStream, filter: LabelFilter, whole: Span): void {
  for (const one of eachFilter(filter)) {
    const found = one.kind === 'ip' ? ipFault(one.address) : undefined;
    if (found === undefined) continue;
    if (one === filter) throw stream.fault(found, one.span ?? whole);
    throw unsafe(stream.text, one.span ?? whole, found, 'beside another filter Loki looks at the address only when it reads lines, and then marks each of them with an error', 'write an address');
  }
}

function refuseLabelFormat(stream: TokenStream, { formats, span }: Extract<Stage, { kind: 'labelFormat' }> & { readonly span: Span }): void {
  for (const [index, format] of formats.entries()) {
    if (format.label === '__error__') throw stream.fault('__error__ cannot be formatted', format.span ?? span);
    if (formats.findIndex(({ label }) => label === format.label) !== index) throw stream.fault(`'${format.label}' is formatted twice in one stage`, format.span ?? span, { fix: 'write two stages' });
    if ('template' in format) refuseWhen(stream, templateFault(format.template), format.span ?? span);
  }
}
