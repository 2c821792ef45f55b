import fc from 'fast-check';
import { functionNames, keywords } from '../../lib/logql/syntax/keyword';

/** Pieces of text that need a blank between them only where two words would grow together. */
type Tokens = readonly string[];

const names = ['service', 'level', 'status', 'took', 'a_1', '_x', '__error__', 'rate', 'sum', 'bytes', 'ip', 'label_replace', 'count', 'vector', 'é', 'Foo'];
const strings = ['""', '"error"', '`a\\d+`', '"a\\"b\\n"', '"\\u00e9\\x41"', '"#no"', '`two\nlines`', '"{}"', '"\\xff"', '"😀"'];
const badStrings = ['"\\q"', '"open', "'single'", '"a\nb"', '"\\xg0"', '"\\400"', '`open'];
const regexps = ['"a|b"', '"5.."', '".+"', '`\\d+ms`', '"(?i)err"', '"[a-z]+"', '"x{3}"', '"(?P<n>a)(?P<n>b)"'];
const badRegexps = ['"("', '"[a"', '"(?=x)"', '"*"', '"\\\\1"', '"x{1001}"', '"a**"', '"(?<!x)"'];
const nonEmpty = ['{service="api"}', '{service=~"api|worker",level="error"}', '{ level != "" }', '{a!~".*x?",service="x"}', '{_x=~".+"}', '{service="a", level!="debug", a_1=~"b.*"}'];
const emptySelectors = ['{}', '{a=~".*"}', '{a=""}', '{a!="x"}', '{a="b",}', '{a}', '{="b"}', '{"a"="b"}', '{a=b}', '{json="x"}', '{a="b" c="d"}', '{a=~"("}'];
const numbers = ['0', '1', '42', '0.5', '.5', '5.', '1e3', '1E-2', '017', '0x1p4', '1_000', '1e300'];
const badNumbers = ['0x', '08', '1e', '1__0', '1_', '0x1.8', '1.2.3', '5PB', '1e400', '0x1F', '0b1'];
const durations = ['5m', '1h30m', '1d', '2w', '1.5h', '100ms', '5us', '100µs', '7ns', '1y2d', '1h1h', '-5m', '-1.5s'];
const sizes = ['1KB', '1.5MB', '10KiB', '3GiB', '5B', '2k', '1Ti', '7kB', '0.5MiB'];
const badAmounts = ['5parsecs', '1h1d', '300y', '5kb', '1EB', '5 m', '-5d', '--5', '1.5d'];
const ranges = ['[5m]', '[1h30m]', '[1d]', '[30s]', '[100ms]', '[0]', '[1y]'];
const badRanges = ['[5]', '[]', '[ 5m ]', '[1.5h]', '[-5m]', '[5m:1m]', '[5m', '[1m1h]', '[300y]', '[5m)'];
const templates = ['"{{.status}}"', '`{{ .a | ToUpper | trunc 5 }} x`', '"plain"', '"{{if eq .a `b`}}1{{else}}2{{end}}"', '"{{- __line__ -}}"', '"{{/* note */}}{{.a.b}}"', '""', '"{{ $x := .a }}{{ $x }}"', '`{{ printf "%s}}" .a }}`'];
const badTemplates = ['"{{.a"', '"{{ nope .a }}"', '"{{}}"', '"{{if .a}}"', '"{{end}}"', '"{{ .a `open }}"'];
const jsonPaths = ['"response.status"', '"a[0].b"', '"[\\"user id\\"]"', '"a"', '" a . b "', '"[0]"', '"a[\\"b\\"]"'];
const badJsonPaths = ['""', '"a-b"', '".a"', '"a[1.5]"', '"a b"', '"a[x]"', '"a["', '"a.[0]"'];
const logfmtPaths = ['"status"', '"\\"user id\\""', '"a\\"b\\""', '" a "'];
const badLogfmtPaths = ['""', '"a b"', '"a.b"', '"1"', '"-"'];
const patterns = ['"<ip> - <_> <status>"', '`<a>`', '"x <y_1> z"', '"<_> <b>"'];
const badPatterns = ['"<_>"', '"plain"', '""', '"<a><b>"', '"<a> <a>"', '"<1a>"'];
const linePatterns = ['"<_> error <_>"', '""', '"plain"', '"a <_>"'];
const badLinePatterns = ['"<a> b"', '"<_><_>"'];
const captures = ['"(?P<method>\\\\w+)"', '`(?<a>\\d+) (?P<b>.*)`', '"(x)(?P<y>z)"', '"\\\\((?P<a>b)[(?P<c>]"'];
const badCaptures = ['"\\\\w+"', '"(a)"', '"(?P<a>b)(?P<a>c)"', '"("', '""', '"[(?P<c>x)]"'];
const addresses = ['"10.0.0.1"', '"10.0.0.0/8"', '"10.0.0.1-10.0.0.9"', '"::1"', '"fe80::/10"', '"2001:db8::1-2001:db8::ff"', '"::ffff:1.2.3.4"'];
const badAddresses = ['"10.0.0"', '"10.0.0.0/33"', '"10.0.0.9-10.0.0.1"', '"x"', '""', '"10.0.0.0/08"', '"::1-10.0.0.1"', '"01.2.3.4"', '"10.0.0.1 - 10.0.0.9"'];
const vocabulary = [
  '(', ')', '{', '}', '[5m]', ',', '.', '=', '!=', '=~', '!~', '!>', '|=', '|~', '|>', '|', '==', '>', '>=', '<', '<=', '+', '-', '*', '/', '%', '^', ']', '"x"', '5', '5m', '1KB', 'service', 'é',
  '--strict', '# note\n', '// note\n', '/* note */', '/*', '{a="b"}', 'rate', 'sum', ...keywords, ...functionNames,
];

const word = (...lists: readonly (readonly string[])[]): fc.Arbitrary<Tokens> => fc.constantFrom(...lists.flat()).map((one) => [one]);
const join = (...parts: readonly (string | fc.Arbitrary<Tokens>)[]): fc.Arbitrary<Tokens> => fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant<Tokens>([part]) : part))).map((tokens) => tokens.flat());
const maybe = (part: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => fc.oneof(fc.constant<Tokens>([]), part);
const listed = (part: fc.Arbitrary<Tokens>, minLength: number, maxLength: number): fc.Arbitrary<Tokens> =>
  fc.array(part, { minLength, maxLength }).map((parts) => parts.flatMap((tokens, index) => (index === 0 ? tokens : [',', ...tokens])));
const several = (part: fc.Arbitrary<Tokens>, maxLength: number): fc.Arbitrary<Tokens> => fc.array(part, { maxLength }).map((parts) => parts.flat());

interface Kinds {
  filter: Tokens;
  metric: Tokens;
}

/** The language; of a hundred places, `slips` get something that does not belong there. */
function language(slips: number): fc.Arbitrary<Tokens> {
  const slip = (good: fc.Arbitrary<Tokens>, bad: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => (slips === 0 ? good : fc.oneof({ weight: 100 - slips, arbitrary: good }, { weight: slips, arbitrary: bad }));
  const name = slip(word(names), word(['json', 'by', '5', '"x"', 'unwrap']));
  const string = slip(word(strings), word(badStrings));
  const regexp = slip(word(regexps), word(badRegexps));
  const number = slip(word(numbers), word(badNumbers, badAmounts));
  const amount = slip(fc.oneof(word(durations, sizes, numbers), join(word(['-', '+']), word(numbers))), word(badAmounts, badNumbers, strings));
  const matcher = fc.oneof(join(name, word(['=', '!=']), string), join(name, word(['=~', '!~']), regexp));
  const ip = join('ip', '(', slip(word(addresses), word(badAddresses)), ')');
  const selector = slip(word(nonEmpty), word(emptySelectors));

  const { filter } = fc.letrec<Pick<Kinds, 'filter'>>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'filter' },
      matcher,
      join(name, word(['==', '>', '>=', '<', '<=', '=', '!=']), amount),
      join(name, word(['=', '!=']), ip),
      join('(', tie('filter'), ')'),
      join(tie('filter'), fc.oneof(word(['and', 'or', ',', 'AND']), fc.constant<Tokens>([])), tie('filter')),
    ),
  }));

  const lineFilter = fc.oneof(
    join(word(['|=', '!=']), string),
    join(word(['|=', '!=']), string, 'or', string, maybe(join('or', string))),
    join(word(['|~', '!~']), regexp),
    join(word(['|>', '!>']), slip(word(linePatterns), word(badLinePatterns))),
    join(word(['|=', '!=']), ip),
    join('!=', ip, 'or', string),
    join('|~', regexp, 'or', regexp),
  );
  const extraction = (good: readonly string[], bad: readonly string[]): fc.Arbitrary<Tokens> => join(name, maybe(join('=', slip(word(good), word(bad)))));
  const template = slip(word(templates), word(badTemplates));
  const stage = fc.oneof(
    { weight: 3, arbitrary: lineFilter },
    { weight: 1, arbitrary: join('|', 'json', listed(extraction(jsonPaths, badJsonPaths), 0, 2)) },
    { weight: 1, arbitrary: join('|', 'logfmt', several(word(['--strict', '--keep-empty']), 2), listed(extraction(logfmtPaths, badLogfmtPaths), 0, 2)) },
    { weight: 1, arbitrary: join('|', 'regexp', slip(word(captures), word(badCaptures))) },
    { weight: 1, arbitrary: join('|', 'pattern', slip(word(patterns), word(badPatterns))) },
    { weight: 1, arbitrary: join('|', word(['unpack', 'decolorize', 'UNPACK'])) },
    { weight: 2, arbitrary: join('|', filter) },
    { weight: 1, arbitrary: join('|', 'line_format', template) },
    { weight: 1, arbitrary: join('|', 'label_format', fc.oneof(join(name, '=', name), join('fresh', '=', template), join('fresh', '=', template, ',', 'other', '=', name))) },
    { weight: 1, arbitrary: join('|', word(['drop', 'keep']), listed(fc.oneof(name, matcher), 1, 2)) },
    { weight: slips === 0 ? 0 : 1, arbitrary: fc.oneof(join('|', 'label_format', 'x', '=', name, ',', 'x', '=', name), join('|', 'unwrap', name), join('|=', string, 'or', ip), word(['|'])) },
  );
  const stages = several(stage, 3);
  const log = fc.oneof({ weight: 5, arbitrary: join(selector, stages) }, { weight: 1, arbitrary: join('(', selector, stages, ')') });
  const unwrap = join('|', 'unwrap', fc.oneof(name, join(word(['bytes', 'duration', 'duration_seconds']), '(', name, ')')), several(join('|', filter), 1));
  const range = slip(word(ranges), word(badRanges));
  const offset = maybe(join('offset', slip(word(durations), word(['5', '-', '"5m"', '1KB']))));
  const ranged = (inner: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> => fc.oneof({ weight: 4, arbitrary: join(inner, range, offset) }, { weight: 1, arbitrary: join('(', inner, ')', range, offset) }, { weight: 1, arbitrary: join('(', inner, range, offset, ')') });
  const ofLines = fc.oneof({ weight: 4, arbitrary: ranged(join(selector, stages)) }, { weight: 1, arbitrary: join(selector, range, offset, stages) });
  const ofNumbers = fc.oneof({ weight: 4, arbitrary: ranged(join(selector, stages, unwrap)) }, { weight: 1, arbitrary: join(selector, range, offset, stages, unwrap) }, { weight: 1, arbitrary: join('(', selector, ')', range, offset, unwrap) });
  const labels = join('(', listed(name, 0, 2), ')');
  const grouping = join(word(['by', 'without', 'BY']), labels);

  const { metric } = fc.letrec<Pick<Kinds, 'metric'>>((tie) => {
    const rangeAggregate = fc.oneof(
      join(slip(word(['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate', 'absent_over_time', 'RATE']), word(['sum_over_time', 'last_over_time'])), '(', ofLines, ')'),
      join(slip(word(['sum_over_time', 'rate', 'rate_counter', 'absent_over_time']), word(['count_over_time', 'bytes_rate'])), '(', ofNumbers, ')'),
      join(slip(word(['avg_over_time', 'min_over_time', 'max_over_time', 'stddev_over_time', 'stdvar_over_time', 'first_over_time', 'last_over_time']), word(['sum_over_time', 'rate'])), '(', ofNumbers, ')', maybe(grouping)),
      join(slip(word(['quantile_over_time']), word(['max_over_time'])), '(', number, ',', ofNumbers, ')', maybe(grouping)),
      { weight: slips === 0 ? 0 : 1, arbitrary: join('quantile_over_time', '(', ofNumbers, ')') },
    );
    const vectorAggregate = fc.oneof(
      join(word(['sum', 'avg', 'min', 'max', 'count', 'stddev', 'stdvar', 'Sum']), fc.oneof(join(grouping, '(', tie('metric'), ')'), join('(', tie('metric'), ')', maybe(grouping)))),
      join(slip(word(['topk', 'bottomk']), word(['sum', 'sort'])), maybe(grouping), '(', slip(word(['1', '5', '017']), word(['0', '1.5', '-1', '1e1'])), ',', tie('metric'), ')'),
      join(word(['sort', 'sort_desc']), '(', tie('metric'), ')', slip(maybe(join('by', '(', ')')), grouping)),
      join('approx_topk', '(', '3', ',', tie('metric'), ')', slip(fc.constant<Tokens>([]), grouping)),
    );
    const matching = maybe(join(word(['on', 'ignoring', 'ON']), labels, maybe(join(word(['group_left', 'group_right']), maybe(labels)))));
    const setMatching = maybe(join(word(['on', 'ignoring']), labels));
    const series = fc.oneof(rangeAggregate, vectorAggregate);
    const binary = fc.oneof(
      join(tie('metric'), word(['+', '-', '*', '/', '%', '^']), tie('metric')),
      join(tie('metric'), word(['==', '!=', '>', '<', '>=', '<=']), maybe(word(['bool'])), tie('metric')),
      join(series, word(['+', '/', '>', '==']), matching, series),
      join(series, word(['and', 'or', 'unless', 'OR']), setMatching, series),
      { weight: slips === 0 ? 0 : 1, arbitrary: fc.oneof(join(tie('metric'), 'or', number), join(log, '+', '1'), join(series, '+', 'bool', series), join(series, 'group_left', series)) },
    );
    const labelReplace = join('label_replace', '(', series, ',', string, ',', string, ',', string, ',', regexp, ')');
    return {
      metric: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'metric' },
        { weight: 4, arbitrary: rangeAggregate },
        { weight: 1, arbitrary: fc.oneof(number, join(word(['-', '+']), number)) },
        { weight: 1, arbitrary: join('vector', '(', number, ')') },
        { weight: 3, arbitrary: vectorAggregate },
        { weight: 3, arbitrary: binary },
        { weight: 1, arbitrary: labelReplace },
        { weight: 1, arbitrary: join('(', tie('metric'), ')') },
      ),
    };
  });
  const variants = join('variants', '(', listed(metric, 1, 2), ')', 'of', '(', ofLines, ')');
  return fc.oneof({ weight: 4, arbitrary: log }, { weight: 6, arbitrary: metric }, { weight: 1, arbitrary: variants });
}

const plainBlanks = fc.constantFrom('', '', ' ', ' ', '\n', '\t', '  ');
/** Behind the name of a function a comment makes the name of a label of it, so that comments are few. */
const comments = fc.constantFrom(' # note\n', ' // note\n', '/* note */');
const blanks = fc.array(fc.oneof({ weight: 20, arbitrary: plainBlanks }, { weight: 1, arbitrary: comments }), { minLength: 7, maxLength: 13 });

/** Tokens as text. A blank always stands where a word, a number or a sign would become part of its neighbour. */
function spaced(tokens: fc.Arbitrary<Tokens>): fc.Arbitrary<string> {
  return fc.tuple(tokens, blanks).map(([all, between]) =>
    all.reduce((text, token, index) => {
      const blank = between[index % between.length] ?? '';
      const touches = /[\p{L}\p{N}_.µ]$/u.test(text) && /^[\p{L}\p{N}_.µ]/u.test(token);
      const signs = /[-+=!|<>/~]$/.test(text) && /^[-+=!|<>/~*.0-9]/.test(token);
      return `${text}${blank === '' && (touches || signs) ? ' ' : blank}${token}`;
    }, ''),
  );
}

/** A change to a list of tokens, or to the finished text. */
function damaged(tokens: fc.Arbitrary<Tokens>): fc.Arbitrary<string> {
  const change = fc.record({ kind: fc.constantFrom('drop', 'repeat', 'swap', 'replace', 'insert'), at: fc.nat(), by: fc.constantFrom(...vocabulary) });
  const changed = fc.tuple(tokens, fc.array(change, { minLength: 1, maxLength: 3 })).map(([all, changes]) => {
    const result = [...all];
    for (const { kind, at, by } of changes) {
      const index = at % Math.max(1, result.length);
      const token = result[index] ?? '';
      if (kind === 'drop') result.splice(index, 1);
      else if (kind === 'repeat') result.splice(index, 0, token);
      else if (kind === 'swap') result.splice(index, 2, result[index + 1] ?? '', token);
      else result.splice(index, kind === 'replace' ? 1 : 0, by);
    }
    return result;
  });
  const cut = fc.tuple(spaced(tokens), fc.nat(), fc.integer({ min: 1, max: 3 })).map(([text, at, length]) => {
    const from = at % Math.max(1, text.length);
    return Buffer.from(text.slice(0, from) + text.slice(from + length)).toString();
  });
  return fc.oneof({ weight: 4, arbitrary: spaced(changed) }, { weight: 1, arbitrary: cut });
}

/** Texts made by the rules of the language, so that most of them are valid, and the same with mistakes. */
export const texts = {
  valid: spaced(language(0)),
  broken: fc.oneof(spaced(language(6)), damaged(language(0))),
} as const;

/** Different texts, the same ones for the same seed. */
export function sampleTexts(arbitrary: fc.Arbitrary<string>, count: number, seed: number): string[] {
  return [...new Set(fc.sample(arbitrary, { numRuns: count, seed }))];
}
