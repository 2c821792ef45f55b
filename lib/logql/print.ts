import type { Grouping, Matching } from '../promql/node';
import { quote } from '../promql/syntax/string-literal';
import type { Extraction, LabelFilter, LineFilterText, LogNode, LogqlBinaryNode, LogqlNode, LogRange, MetricNode, Stage, StreamMatcher, Unwrap } from './node';
import { binaryStrength } from './precedence';
import { printBytes, printLapse } from './syntax/quantity-literal';

/**
 * Prints a query on one line, with the brackets that precedence needs and no others:
 * `sum by (service) (count_over_time({service=~"api|worker",level="error"}[5m])) > 50`.
 */
export function printLogql(node: LogqlNode): string {
  switch (node.kind) {
    case 'log':
      return printLog(node);
    case 'number':
      return printNumber(node.value);
    case 'vector':
      return `vector(${printNumber(node.value)})`;
    case 'rangeAggregate':
      return `${node.operator}(${node.parameter === undefined ? '' : `${printNumber(node.parameter)}, `}${printRange(node.range)})${node.grouping === undefined ? '' : ` ${printGrouping(node.grouping)}`}`;
    case 'vectorAggregate':
      return `${node.operator}${node.grouping === undefined ? '' : ` ${printGrouping(node.grouping)} `}(${node.parameter === undefined ? '' : `${printNumber(node.parameter)}, `}${printLogql(node.expression)})`;
    case 'labelReplace':
      return `label_replace(${[printLogql(node.expression), ...[node.to, node.value, node.from, node.pattern].map(quote)].join(', ')})`;
    case 'binary':
      return `${printSide(node, 'left')} ${node.operator}${node.bool === true ? ' bool' : ''}${node.matching === undefined ? '' : printMatching(node.matching)} ${printSide(node, 'right')}`;
    case 'variants':
      return `variants(${node.variants.map(printLogql).join(', ')}) of (${printRange(node.range)})`;
  }
}

function printSide(node: LogqlBinaryNode, side: 'left' | 'right'): string {
  const text = printLogql(node[side]);
  return needsBrackets(node, node[side], side) ? `(${text})` : text;
}

function needsBrackets(parent: LogqlBinaryNode, child: MetricNode, side: 'left' | 'right'): boolean {
  if (child.kind !== 'binary') return false;
  const [outer, inner] = [binaryStrength(parent.operator), binaryStrength(child.operator)];
  if (inner !== outer) return inner < outer || (parent.operator === 'or' && inner === 2);
  return parent.operator === '^' ? side === 'left' : side === 'right' || (outer === 2 && child.operator !== parent.operator);
}

function printMatching({ mode, labels, group }: Matching): string {
  return ` ${mode} (${labels.join(', ')})${group === undefined ? '' : ` group_${group.side} (${group.include.join(', ')})`}`;
}

function printGrouping({ mode, labels }: Grouping): string {
  return `${mode} (${labels.join(', ')})`;
}

function printLog({ matchers, stages }: LogNode): string {
  return [`{${matchers.map(printMatcher).join(',')}}`, ...stages.map(printStage)].join(' ');
}

function printMatcher({ label, operator, value }: StreamMatcher): string {
  return `${label}${operator}${quote(value)}`;
}

function printRange({ log, range, unwrap, offset }: LogRange): string {
  const tail = unwrap === undefined ? '' : ` ${printUnwrap(unwrap)}`;
  const gap = log.stages.length === 0 && unwrap === undefined ? '' : ' ';
  return `${printLog(log)}${tail}${gap}[${printLapse(range)}]${offset === undefined || offset.milliseconds === 0 ? '' : ` offset ${printLapse(offset)}`}`;
}

function printUnwrap({ label, conversion, filters }: Unwrap): string {
  return [`| unwrap ${conversion === undefined ? label : `${conversion}(${label})`}`, ...filters.map((filter) => `| ${printFilter(filter)}`)].join(' ');
}

function printStage(stage: Stage): string {
  switch (stage.kind) {
    case 'lineFilter':
      return `${stage.operator} ${stage.alternatives.map(printLineText).join(' or ')}`;
    case 'json':
      return `| json${printExtractions(stage.extractions)}`;
    case 'logfmt':
      return `| logfmt${stage.strict ? ' --strict' : ''}${stage.keepEmpty ? ' --keep-empty' : ''}${printExtractions(stage.extractions)}`;
    case 'regexp':
    case 'pattern':
      return `| ${stage.kind} ${quote(stage.pattern)}`;
    case 'unpack':
    case 'decolorize':
      return `| ${stage.kind}`;
    case 'labelFilter':
      return `| ${printFilter(stage.filter)}`;
    case 'lineFormat':
      return `| line_format ${quote(stage.template)}`;
    case 'labelFormat':
      return `| label_format ${stage.formats.map((format) => `${format.label}=${'from' in format ? format.from : quote(format.template)}`).join(', ')}`;
    case 'drop':
    case 'keep':
      return `| ${stage.kind} ${stage.labels.map((label) => (typeof label === 'string' ? label : printMatcher(label))).join(', ')}`;
  }
}

function printLineText({ text, isIp }: LineFilterText): string {
  return isIp === true ? `ip(${quote(text)})` : quote(text);
}

/** A field that is called like its label needs no path. */
function printExtractions(extractions: readonly Extraction[]): string {
  return extractions.length === 0 ? '' : ` ${extractions.map(({ label, path }) => (label === path ? label : `${label}=${quote(path)}`)).join(', ')}`;
}

/** A pair inside a pair always has brackets, because Loki's grammar binds what stands side by side as nobody expects. */
function printFilter(filter: LabelFilter): string {
  switch (filter.kind) {
    case 'text':
      return printMatcher(filter);
    case 'ip':
      return `${filter.label}${filter.operator}ip(${quote(filter.address)})`;
    case 'amount':
      return `${filter.label} ${filter.operator} ${printAmount(filter.amount)}`;
    case 'and':
    case 'or':
      return `${printFilterSide(filter.kind, filter.left, 'left')} ${filter.kind} ${printFilterSide(filter.kind, filter.right, 'right')}`;
  }
}

function printFilterSide(outer: 'and' | 'or', filter: LabelFilter, side: 'left' | 'right'): string {
  const isPair = filter.kind === 'and' || filter.kind === 'or';
  return isPair && (side === 'right' || filter.kind !== outer) ? `(${printFilter(filter)})` : printFilter(filter);
}

function printAmount(amount: Extract<LabelFilter, { kind: 'amount' }>['amount']): string {
  if ('duration' in amount) return printLapse(amount.duration);
  return 'bytes' in amount ? printBytes(amount.bytes) : printNumber(amount.number);
}

/** `-0` would be a duration. */
function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}
