import fc from 'fast-check';
import { aggregationNames } from '../../lib/promql/syntax/keyword';
import { functionTable, type ValueType } from '../../lib/promql/function-table';

/** A piece of text that needs blanks around it only where two words would grow together. */
type Tokens = readonly string[];

/** Texts made by the rules of the language, so that most of them are valid, and the same with mistakes. */
export interface Texts {
  readonly valid: fc.Arbitrary<string>;
  readonly broken: fc.Arbitrary<string>;
}

const plainMetrics = ['up', 'http_requests_total', 'job:errors:rate5m', ':a', '_x', 'node_cpu_seconds_total'];
const keywordMetrics = ['sum', 'offset', 'by', 'without', 'start', 'end', 'and', 'or', 'unless', 'step', 'range', 'min_of', 'fill', 'fill_left', 'anchored', 'smoothed', 'count_values', 'rate', 'Offset', 'infinity'];
const labels = ['job', 'le', 'status', '_a', 'on', 'bool', 'group_left', 'by', 'offset', 'sum', 'start', 'atan2', 'A1'];
const quotedNames = ['"a b"', '"über"', "'x.y'", '`z/1`', '"\\u00e9"', '"inf"', '"without"'];
const strings = ['""', '"x"', "'y'", '`z`', '"a\\"b"', "'it\\'s'", '"\\\\d"', '`\\d+`', '"\\xff"', '"\\xc3\\xa9"', '"\\303\\251\\007"', '"\\xe0\\x80\\x80\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80"', '"\\xf0\\x9f\\x98\\x80\\xf0\\x9f"', '"\\u2028\\U0001f600"', '"😀"', '"\\a\\b\\f\\n\\r\\t\\v"', '`two\nlines`', '"# no comment"', '"{}"', '"\\x41\\101"'];
const regexps = ['".+"', '"a|b"', '"5.."', '"(?i)get|post"', '`\\d+`', '"[a-z]{2,3}"', '"\\\\pL+"', '"(a(b)?)*"', '""', '".*"', '"a||b"', '"(?P<n>x)"', '"\\\\Qa.b\\\\E"', '"\\u00e9|ö"', '"^x$"', '"x{1000}"', '"\\xff"'];
const badRegexps = ['"("', '"[a"', '"(?=x)"', '"\\\\1"', '"*"', '"x{1001}"', '"(x{100}){11}"', '"a**"', '"[z-a]"', '"\\\\k"', '"\\xff."', '"(?P<n>a)(?P<n>b)"', '"\\\\"', '"(?<!x)"', '"\\\\p{Nope}"', '"a++"', '"(?z)"', '"x{2,1}"'];
const numbers = ['0', '1', '42', '0.5', '.5', '1.', '1e3', '1E-2', '1e+6', '0x1f', '0X_1F', '0xee1', '1_000', '1_0.2_5', '017', '08', '0_17', 'Inf', 'inf', 'NaN', '5m', '1h30m', '2d', '100ms', '1y2w3d4h5m6s7ms', '1e308', '1e-400', '9223372036854775807', '9223372036854775808', '0x7fffffffffffffff', '0777777777777777777777777', '0.1e1_0', '00'];
const badNumbers = ['1e400', '0x', '0x8000000000000000', '1__0', '1_', '_1', '1.2.3', '5minutes', '1m1h', '1.5h', '0x1e+5', '0x1p4', '0b1', '0o7', '1e', '1e+', '300y', '5mm', '1d1d', '0x1.8', '1_e3', '5M', '0xg', '09m_'];
const durations = ['5m', '1h30m', '300', '0x10', '1e2', '+5m', '--5m', '5m * 2', '( 1h / 2 )', 'step ( )', 'range()', 'max_of ( step ( ) , 1m )', '1 * step ( )', '2 ^ 3', '- ( 1m - 3m )', '7 % 4', 'MIN_OF ( 1h , 2h )', '1ms', '0.0015', '1m + range()', '10y'];
const badDurations = ['0', '#c\n5m', '+#c\n5m', '-5m', '0s', '1y1y', '5m5h', '300y', '1m - 2m', '1 / 0', '1 % ( 0 )', 'step', 'max_of ( 1m )', 'inf', '"5m"', '5m , 5m', '', '( 5m', 'foo', '9e9 * 2', 'step ( 1 )'];
const offsets = ['5m', '-5m', '+1h', '0s', '1d', 'step ( )', '- step ( )', '-( 1h / 2 )', '+( 1m )', '- -5m', '300', '(1m)', '(1h * 2)', 'max_of ( 1m , step ( ) )'];
const badOffsets = ['', '5', '- - ', 'inf', '300y', '"1m"', 'foo', '( )', '1 / 2', '(1m) * 3', '(1m) + up', '- -1m * 2', '@'];
const moments = ['0', '1609459200', '-1', '+1.5', '1609459200.123', 'start ( )', 'END()', '5m', '0x10', '0.0004'];
const badMoments = ['inf', 'NaN', '', 'start', 'now ( )', '1e19', '- -1', '"1"', 'step()', 'start ( 1 )'];
const arithmetic = ['+', '-', '*', '/', '%', '^', 'atan2', 'ATAN2'];
const comparisons = ['==', '!=', '>', '<', '>=', '<='];
const sets = ['and', 'or', 'unless', 'OR'];
const vocabulary = ['(', ')', '{', '}', '[', ']', ',', ':', '@', '=', '+', '-', '*', '/', '%', '^', '<', '>', '==', '!=', '=~', '!~', '</', '>/', 'by', 'on', 'ignoring', 'group_left', 'group_right', 'bool', 'offset', 'without', 'and', 'or', 'sum', 'topk', 'rate', 'up', '5m', '1', '"x"', 'fill', 'anchored', 'inf', '$', '!', ';', 'é', '\u00a0', '"', '`', '#', 'limitk', 'info', 'step', '\ufffd', '\r'];

const pick = (...words: readonly (readonly string[])[]): fc.Arbitrary<Tokens> => fc.constantFrom(...words.flat()).map((word) => word.split(' '));
const whole = (...words: readonly (readonly string[])[]): fc.Arbitrary<Tokens> => fc.constantFrom(...words.flat()).map((word) => [word]);
const join = (...parts: readonly (string | fc.Arbitrary<Tokens>)[]): fc.Arbitrary<Tokens> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant<Tokens>([part]) : part))).map((tokens) => tokens.flat());
const maybe = (part: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => fc.oneof(fc.constant<Tokens>([]), part);
const listed = (part: fc.Arbitrary<Tokens>, maxLength: number): fc.Arbitrary<Tokens> =>
  fc.array(part, { maxLength }).map((parts) => parts.flatMap((tokens, index) => (index === 0 ? tokens : [',', ...tokens])));

/** Usually the first, now and then the second. */
const slipping = (slips: number, good: fc.Arbitrary<Tokens>, bad: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> =>
  slips === 0 ? good : fc.oneof({ weight: 100 - slips, arbitrary: good }, { weight: slips, arbitrary: bad });

interface Kinds {
  instant: Tokens;
  range: Tokens;
  scalar: Tokens;
  text: Tokens;
}

/** The language; of a hundred places, `slips` get something that does not belong there. */
function language(slips: number): fc.Arbitrary<Tokens> {
  const slip = (good: fc.Arbitrary<Tokens>, bad: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => slipping(slips, good, bad);
  const number = slip(whole(numbers), whole(badNumbers));
  const string = slip(whole(strings), whole(['"\\d"', '"\\xg0"', "'\\\"'", '"\\400"', '"\\ud800"', '"\\U00110000"', '"open', '"\ufffd"', '"a\nb"']));
  const label = slip(whole(labels, quotedNames), whole(['inf', 'nan', 'without', 'a:b', '""', '"\\xff"', '1', 'é']));
  const matcherLabel = slip(whole(labels, quotedNames, ['inf', 'without', '"\\xff"', '""']), whole(['a:b', '1', '=', 'é']));
  const matcher = slip(
    fc.oneof(join(matcherLabel, whole(['=', '!=']), string), join(matcherLabel, whole(['=~', '!~']), slip(whole(regexps), whole(badRegexps)))),
    fc.oneof(join(matcherLabel, whole(['==', '>']), string), join(matcherLabel, '='), join(matcherLabel, '=', number), join('__name__', '=', '"z"'), whole(quotedNames)),
  );
  const trailingComma = slip(fc.constant<Tokens>([]), whole([',']));
  const matchers = fc.oneof(join('{', '}'), fc.tuple(fc.array(matcher, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([all, comma]) => ['{', ...all.flatMap((one, index) => (index === 0 ? one : [',', ...one])), ...(comma ? [','] : []), '}']));
  const named = slip(whole(plainMetrics, keywordMetrics), whole(['on', 'bool', 'inf', 'group_left', 'ATAN2', 'ignoring']));
  const selector = slip(
    fc.oneof({ weight: 4, arbitrary: join(named, maybe(matchers)) }, { weight: 1, arbitrary: join('{', whole(quotedNames), ',', matcher, '}') }, { weight: 1, arbitrary: join('{', whole(['job="api"', 'job!=""', '__name__=~".+"', '__name__="up",__name__!="b"', '"",a="b"']), '}') }),
    fc.oneof(join('{', '}'), join('{', 'a', '=~', '".*"', '}'), join('{', ',', '}'), join('up', '{', 'a', '}')),
  );
  const grouping = fc.oneof(join(slip(whole(['by', 'without', 'BY']), whole(['on', 'of'])), '(', listed(label, 3), ')'), join('by', '(', label, ',', ')'));
  const offset = join('offset', slip(pick(offsets), pick(badOffsets)));
  const at = join('@', slip(pick(moments), pick(badMoments)));
  const shift = fc.oneof({ weight: 6, arbitrary: fc.constant<Tokens>([]) }, { weight: 2, arbitrary: offset }, { weight: 1, arbitrary: at }, { weight: 1, arbitrary: join(at, offset) }, { weight: slips === 0 ? 0 : 1, arbitrary: fc.oneof(join(offset, offset), join(at, at), join(at, offset, at)) });
  const duration = slip(pick(durations), pick(badDurations));
  // An unsigned parenthesis after `offset` swallows the next operator, so such a selector stands in brackets of its own.
  const guarded = (tokens: Tokens): Tokens => (/offset \(|offset - -/i.test(tokens.join(' ')) ? ['(', ...tokens, ')'] : tokens);
  const experimental = [...functionTable.values()].filter((signature) => signature.experimental).map(({ name }) => name);

  const { instant } = fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
    const ofType: Readonly<Record<ValueType, fc.Arbitrary<Tokens>>> = { scalar: tie('scalar'), string: tie('text'), 'instant vector': tie('instant'), 'range vector': tie('range') };
    const anything = fc.oneof(tie('instant'), tie('scalar'), tie('range'), tie('text'));
    const calls = (returns: ValueType): fc.Arbitrary<Tokens> =>
      fc.constantFrom(...[...functionTable.values()].filter((signature) => signature.returns === returns && !signature.experimental)).chain(({ name, arguments: types, atLeast, atMost }) => {
        const argument = (index: number): fc.Arbitrary<Tokens> => slip(ofType[types[Math.min(index, types.length - 1)] ?? 'scalar'], anything);
        const count = slips === 0 ? fc.integer({ min: atLeast, max: Math.min(atMost, atLeast + 2) }) : fc.integer({ min: Math.max(0, atLeast - (atLeast % 5 === 3 ? 1 : 0)), max: Math.min(atMost, atLeast + 1) });
        return count.chain((length) => {
          const args = Array.from({ length }, (_, index) => argument(index)).flatMap((one, index) => (index === 0 ? [one] : [fc.constant<Tokens>([',']), one]));
          return join(slip(fc.constant<Tokens>([name]), whole([name.toUpperCase(), `${name}s`, ...experimental])), '(', ...args, trailingComma, ')');
        });
      });
    const matching = fc.oneof(
      { weight: 3, arbitrary: fc.constant<Tokens>([]) },
      { weight: 1, arbitrary: join(whole(['on', 'ignoring', 'ON']), '(', listed(label, 2), ')') },
      { weight: 1, arbitrary: join(whole(['on', 'ignoring']), '(', slip(whole(['job', 'le']), label), ')', whole(['group_left', 'group_right']), fc.oneof(join('(', ')'), join('(', slip(whole(['zone', 'team']), label), ')'))) },
      { weight: slips === 0 ? 0 : 1, arbitrary: fc.oneof(whole(['group_left']), join('on', 'job'), join('fill', '(', '0', ')'), whole(['bool'])) },
    );
    const plainMatching = fc.oneof(fc.constant<Tokens>([]), join(whole(['on', 'ignoring']), '(', listed(label, 2), ')'));
    const operands = (operator: fc.Arbitrary<Tokens>, modifiers: fc.Arbitrary<Tokens>, left = tie('instant'), right = tie('instant')): fc.Arbitrary<Tokens> =>
      join(slip(left, anything).map(guarded), operator, modifiers, slip(right, anything));
    const aggregate = fc.oneof(
      join(whole(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar', 'SUM']), fc.constant<Tokens>([]), '(', slip(tie('instant'), anything), trailingComma, ')'),
      join(whole(['sum', 'avg', 'min', 'max', 'count', 'Group']), grouping, '(', tie('instant'), ')'),
      join(whole(['sum', 'max']), '(', tie('instant'), ')', grouping),
      join(slip(whole(['topk', 'bottomk', 'quantile']), whole(['limitk', 'limit_ratio', ...aggregationNames])), maybe(grouping), '(', slip(tie('scalar'), anything), ',', tie('instant'), ')'),
      join('count_values', '(', slip(tie('text'), anything), ',', tie('instant'), ')', maybe(grouping)),
    );
    const bracketed = (kind: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => join('(', kind, ')');
    const shallow = { maxDepth: 4, depthIdentifier: 'promql', withCrossShrink: false } as const;
    return {
      instant: fc.oneof(
        shallow,
        { weight: 3, arbitrary: join(selector, shift) },
        { weight: 3, arbitrary: calls('instant vector') },
        { weight: 2, arbitrary: aggregate },
        { weight: 1, arbitrary: operands(whole(arithmetic, ['</', '>/']), matching) },
        { weight: 1, arbitrary: operands(whole(comparisons), join(maybe(whole(['bool', 'BOOL'])), matching)) },
        { weight: 1, arbitrary: operands(whole(sets), plainMatching) },
        { weight: 1, arbitrary: operands(whole(arithmetic, comparisons), fc.constant<Tokens>([]), tie('instant'), tie('scalar')) },
        { weight: 1, arbitrary: operands(whole(arithmetic, ['== bool']), fc.constant<Tokens>([]), tie('scalar'), tie('instant')) },
        { weight: 1, arbitrary: bracketed(tie('instant')) },
        { weight: 1, arbitrary: join(whole(['-', '+']), slip(tie('instant'), anything)) },
      ),
      range: fc.oneof(
        shallow,
        { weight: 4, arbitrary: join(selector, '[', duration, ']', shift) },
        { weight: 2, arbitrary: join(slip(fc.oneof(calls('instant vector'), bracketed(tie('instant')), aggregate, selector), anything), '[', slip(pick(durations.filter((one) => /\d/.test(one))), pick(badDurations)), ':', maybe(duration), ']', shift) },
        { weight: 1, arbitrary: bracketed(tie('range')) },
      ),
      scalar: fc.oneof(
        shallow,
        { weight: 5, arbitrary: number },
        { weight: 1, arbitrary: calls('scalar') },
        { weight: 1, arbitrary: join(whole(['-', '+']), tie('scalar')) },
        { weight: 1, arbitrary: operands(whole(arithmetic), fc.constant<Tokens>([]), tie('scalar'), tie('scalar')) },
        { weight: 1, arbitrary: operands(whole(comparisons), slip(whole(['bool']), fc.constant<Tokens>([])), tie('scalar'), tie('scalar')) },
        { weight: 1, arbitrary: bracketed(tie('scalar')) },
      ),
      text: fc.oneof(shallow, { weight: 5, arbitrary: string }, { weight: 1, arbitrary: bracketed(tie('text')) }),
    };
  });
  return instant;
}

const blanks = fc.constantFrom('', '', '', ' ', ' ', '\n', '\t ', ' # it\'s "so"\n');

/** Blanks between tokens, at least one where two words would grow together. */
function spaced(tokens: fc.Arbitrary<Tokens>): fc.Arbitrary<string> {
  return fc.tuple(tokens, fc.array(blanks, { minLength: 3, maxLength: 12 })).map(([all, between]) => {
    let text = '';
    let isFresh = false;
    for (const [index, token] of all.entries()) {
      const blank = between[index % between.length] ?? '';
      const touches = /[\w:.]$/.test(text) && /^[\w:.]/.test(token);
      // Prometheus knows no comment between '[' and the first number.
      text += isFresh ? blank.replace(/#.*/, '') : touches && blank === '' ? ' ' : blank;
      text += token;
      isFresh = token === '[' || (isFresh && !/\d/.test(token));
    }
    return text;
  });
}

/** A change to a list of tokens, or to the finished text. */
function damaged(tokens: fc.Arbitrary<Tokens>): fc.Arbitrary<string> {
  const change = fc.record({ kind: fc.constantFrom('drop', 'repeat', 'swap', 'replace', 'insert'), at: fc.nat(), word: fc.constantFrom(...vocabulary) });
  const changed = fc.tuple(tokens, fc.array(change, { minLength: 1, maxLength: 3 })).map(([all, changes]) => {
    const result = [...all];
    for (const { kind, at, word } of changes) {
      const index = at % Math.max(1, result.length);
      const token = result[index] ?? '';
      if (kind === 'drop') result.splice(index, 1);
      else if (kind === 'repeat') result.splice(index, 0, token);
      else if (kind === 'swap') result.splice(index, 2, result[index + 1] ?? '', token);
      else result.splice(index, kind === 'replace' ? 1 : 0, word);
    }
    return result;
  });
  const cut = fc.tuple(spaced(tokens), fc.nat(), fc.integer({ min: 1, max: 3 })).map(([text, at, length]) => {
    const from = at % Math.max(1, text.length);
    return Buffer.from(text.slice(0, from) + text.slice(from + length)).toString();
  });
  return fc.oneof({ weight: 4, arbitrary: spaced(changed) }, { weight: 1, arbitrary: cut });
}

export const texts: Texts = {
  valid: spaced(language(0)),
  broken: fc.oneof({ weight: 1, arbitrary: spaced(language(12)) }, { weight: 1, arbitrary: damaged(language(0)) }),
};

/** Different texts, the same ones for the same seed. */
export function sampleTexts(arbitrary: fc.Arbitrary<string>, count: number, seed: number): string[] {
  return [...new Set(fc.sample(arbitrary, { numRuns: count, seed }))];
}
