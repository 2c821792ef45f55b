import fc from 'fast-check';
import { milliseconds } from '../../lib/core/duration';
import { functionTable, type ValueType } from '../../lib/promql/function-table';
import type { AggregateNode, At, BinaryNode, Grouping, Lapse, Matching, Node, RangeNode, SelectorMatcher, SelectorNode, Shift, SubqueryNode } from '../../lib/promql/node';

/** What a node says, without where it stood and without the brackets around it. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'paren' && 'expression' in value) return bare(value.expression);
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (key === 'span' ? [] : [[key, bare(part)]])));
}

/** Any text, and now and then a byte that is not UTF-8, or a character that needs care. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('\udcff', 'a\udcc0b', '\ufffd', '\\', '"', "'", '`', '\n\r\t', '\u2028', '\0', '\\udcff') },
);
const utf8Text = text.filter((value) => !/\p{Surrogate}/u.test(value));
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('up', 'http_requests_total', 'job:rate5m', 'sum', 'by', 'offset', 'inf', 'NaN', 'on', 'bool', 'group_left', 'atan2', 'start', 'step', 'fill', 'anchored') },
  { weight: 1, arbitrary: text.filter((value) => value !== '') },
);
const label = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('job', 'le', 'without', 'inf', 'nan', 'on', 'by', 'bool', 'Offset') }, { weight: 1, arbitrary: utf8Text.filter((value) => value !== '') });

const matcher: fc.Arbitrary<SelectorMatcher> = fc.oneof(
  fc.record({ label, operator: fc.constantFrom('=' as const, '!=' as const), value: text }),
  fc.record({ label, operator: fc.constantFrom('=~' as const, '!~' as const), value: fc.constantFrom('.*', 'a|b', '\\d+', '(?i)x', '', '\udcff', '[^"\\\\]') }),
);
/** Fixed durations stay below the 52 days from which Prometheus' parser loses single milliseconds, because it counts them as fractions of seconds. */
const fixed = fc.oneof(fc.constantFrom(300_000, 1, 1000, 90_061_001), fc.integer({ min: 1, max: 4_320_000_000 })).map((value) => milliseconds(value));
const calculated = fc.constantFrom('step()', '-step()', 'range()', 'max_of(step(), 1m)', '5m + step() * 2', '(1 + 2) * step()', '-(step() - 1m)', 'min_of(range(), step()) ^ 2').map((calculation) => ({ calculation }));
const length: fc.Arbitrary<Lapse> = fc.oneof({ weight: 4, arbitrary: fixed }, { weight: 1, arbitrary: calculated });
const digitLength = length.filter((lapse) => !('calculation' in lapse) || /\d/.test(lapse.calculation));
const offset: fc.Arbitrary<Lapse> = fc.oneof(fixed, fixed.map((duration) => milliseconds(-duration.milliseconds)), calculated);
const at: fc.Arbitrary<At> = fc.oneof(fc.constantFrom('start' as const, 'end' as const), fc.integer({ min: -1e12, max: 2e12 }).map((value) => value / 1000));
const shift: fc.Arbitrary<Shift> = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.record({ offset, at }, { requiredKeys: [] }) });

const named: fc.Arbitrary<SelectorNode> = fc.record({ kind: fc.constant('selector' as const), name, matchers: fc.array(matcher, { maxLength: 2 }) });
const nameMatcher: fc.Arbitrary<SelectorMatcher> = fc.constantFrom({ label: '__name__', operator: '=~', value: 'a.+' }, { label: '__name__', operator: '!=', value: '' }, { label: 'job', operator: '!=', value: '' });
const unnamed: fc.Arbitrary<SelectorNode> = fc.tuple(nameMatcher, fc.array(matcher, { maxLength: 2 })).map(([first, others]) => ({ kind: 'selector', matchers: [first, ...others] }));
const namedTwice: fc.Arbitrary<SelectorNode> = named.map((selector) => ({ ...selector, matchers: [...selector.matchers, { label: '__name__', operator: '=', value: 'other' }] }));
const selector = fc.oneof({ weight: 4, arbitrary: named }, { weight: 1, arbitrary: unnamed }, { weight: 1, arbitrary: namedTwice });
const shifted = fc.tuple(selector, shift).map(([node, moved]): SelectorNode => ({ ...node, ...moved }));

const number: fc.Arbitrary<Node> = fc
  .oneof(fc.constantFrom(0, -0, 1, -1, 0.1, 300, Infinity, -Infinity, NaN, 1e21, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53), fc.double())
  .map((value) => ({ kind: 'number', value }));
const string: fc.Arbitrary<Node> = text.map((value) => ({ kind: 'string', value }));
const labelList = fc.array(label, { maxLength: 2 });
const grouping: fc.Arbitrary<Grouping | undefined> = fc.option(fc.record({ mode: fc.constantFrom('by' as const, 'without' as const), labels: labelList }), { nil: undefined });
const plainMatching: fc.Arbitrary<Matching | undefined> = fc.option(fc.record({ mode: fc.constantFrom('on' as const, 'ignoring' as const), labels: labelList }), { nil: undefined });
const side = fc.constantFrom('left' as const, 'right' as const);
const matching: fc.Arbitrary<Matching | undefined> = fc.oneof(
  plainMatching,
  fc.record({ mode: fc.constant('ignoring' as const), labels: labelList, group: fc.record({ side, include: labelList }) }),
  fc.record({ mode: fc.constant('on' as const), labels: fc.constant(['job']), group: fc.record({ side, include: fc.constantFrom([], ['team', 'a b']) }) }),
);

interface Kinds {
  instant: Node;
  range: Node;
  scalar: Node;
  text: Node;
}

const arithmetic = fc.constantFrom('+', '-', '*', '/', '%', '^', 'atan2', '</', '>/').map((operator) => operator as BinaryNode['operator']);
const comparison = fc.constantFrom('==', '!=', '>', '<', '>=', '<=').map((operator) => operator as BinaryNode['operator']);
const set = fc.constantFrom('and', 'or', 'unless').map((operator) => operator as BinaryNode['operator']);
const always = fc.constant(true);
const maybe = fc.boolean();

/** Valid expressions of every kind of node, an instant vector at the top. */
export const anyNode: fc.Arbitrary<Node> = fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
  const [instant, range, scalar, plain] = [tie('instant'), tie('range'), tie('scalar'), tie('text')];
  const ofType: Readonly<Record<ValueType, fc.Arbitrary<Node>>> = { scalar, string: plain, 'instant vector': instant, 'range vector': range };
  const binary = (operator: fc.Arbitrary<BinaryNode['operator']>, left: fc.Arbitrary<Node>, right: fc.Arbitrary<Node>, how: fc.Arbitrary<Matching | undefined>, isBool: fc.Arbitrary<boolean>): fc.Arbitrary<Node> =>
    fc.tuple(operator, left, right, how, isBool).map(([spelling, a, b, pairs, bool]) => ({ kind: 'binary', operator: spelling, left: a, right: b, ...(bool ? { bool } : {}), ...(pairs === undefined ? {} : { matching: pairs }) }));
  const unmatched = fc.constant(undefined);
  const never = fc.constant(false);
  const signed = (operand: fc.Arbitrary<Node>): fc.Arbitrary<Node> => fc.tuple(fc.constantFrom('-' as const, '+' as const), operand).map(([operator, expression]) => ({ kind: 'unary', operator, expression }));
  const calls = (returns: ValueType): fc.Arbitrary<Node> =>
    fc.constantFrom(...[...functionTable.values()].filter((signature) => signature.returns === returns && !signature.experimental)).chain((signature) =>
      fc
        .integer({ min: signature.atLeast, max: Math.min(signature.atMost, signature.atLeast + 2) })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => ofType[signature.arguments[Math.min(index, signature.arguments.length - 1)] ?? 'scalar'])))
        .map((args) => ({ kind: 'call', name: signature.name, arguments: args })),
    );
  const aggregate = (operator: fc.Arbitrary<AggregateNode['operator']>, parameter: fc.Arbitrary<Node | undefined>): fc.Arbitrary<Node> =>
    fc.tuple(operator, parameter, instant, grouping).map(([spelling, first, expression, group]) => ({ kind: 'aggregate', operator: spelling, expression, ...(first === undefined ? {} : { parameter: first }), ...(group === undefined ? {} : { grouping: group }) }));
  const shallow = { maxDepth: 4, depthIdentifier: 'nodes' } as const;
  return {
    instant: fc.oneof(
      shallow,
      { weight: 4, arbitrary: shifted },
      { weight: 2, arbitrary: calls('instant vector') },
      { weight: 1, arbitrary: aggregate(fc.constantFrom('sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar'), unmatched) },
      { weight: 1, arbitrary: aggregate(fc.constantFrom('topk', 'bottomk', 'quantile'), scalar) },
      { weight: 1, arbitrary: aggregate(fc.constant('count_values'), plain) },
      { weight: 2, arbitrary: binary(arithmetic, instant, instant, matching, never) },
      { weight: 1, arbitrary: binary(comparison, instant, instant, matching, maybe) },
      { weight: 2, arbitrary: binary(set, instant, instant, plainMatching, never) },
      { weight: 1, arbitrary: binary(arithmetic, scalar, instant, unmatched, never) },
      { weight: 1, arbitrary: binary(comparison, instant, scalar, unmatched, maybe) },
      { weight: 1, arbitrary: signed(instant) },
    ),
    range: fc.oneof(
      shallow,
      { weight: 2, arbitrary: fc.tuple(shifted, length).map(([node, lapse]): RangeNode => ({ kind: 'range', selector: node, range: lapse })) },
      { weight: 1, arbitrary: fc.tuple(instant, digitLength, fc.option(length, { nil: undefined }), shift).map(([expression, lapse, step, moved]): SubqueryNode => ({ kind: 'subquery', expression, range: lapse, ...(step === undefined ? {} : { step }), ...moved })) },
    ),
    scalar: fc.oneof(shallow, { weight: 3, arbitrary: number }, { weight: 1, arbitrary: calls('scalar') }, { weight: 1, arbitrary: signed(scalar) }, { weight: 1, arbitrary: binary(arithmetic, scalar, scalar, unmatched, never) }, { weight: 1, arbitrary: binary(comparison, scalar, scalar, unmatched, always) }),
    text: string,
  };
}).instant;
