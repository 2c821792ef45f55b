import { describe, expect, test } from '@jest/globals';
import { alertMatcher, matchesAll, matchersText } from '../../lib/route/matcher/matcher';
import { readMatchers } from '../../lib/route/matcher/syntax';

describe('a matcher', () => {
  test.each([
    ['=', 'web', 'web', true],
    ['=', 'web', 'webs', false],
    ['!=', 'web', '', true],
    ['=~', 'web|data', 'data', true],
    ['=~', 'web', 'web-api', false],
    ['=~', 'a)|(b', 'a-and-more', true],
    ['!~', '.+', '', true],
    ['!~', '.+', 'web', false],
  ] as const)('%s %s of %j: %s', (operator, value, actual, holds) => {
    expect(alertMatcher('team', operator, value).matches(actual)).toBe(holds);
  });

  test('takes a missing label for an empty one', () => {
    expect(matchesAll([alertMatcher('team', '=', '')], {})).toBe(true);
    expect(matchesAll([alertMatcher('team', '!=', 'web'), alertMatcher('severity', '=', 'critical')], { severity: 'critical' })).toBe(true);
    expect(matchesAll([alertMatcher('constructor', '=', '')], {})).toBe(true);
  });

  test('is written so that both parsers of Alertmanager read the same', () => {
    const matchers = [alertMatcher('team', '=~', 'a\\.b|c'), alertMatcher('note', '!=', 'say "hi"\n')];
    expect(matchersText(matchers)).toBe('{team=~"a\\\\.b|c",note!="say \\"hi\\"\\n"}');
    expect(readMatchers(matchersText(matchers))).toMatchObject({ kind: 'utf8', matchers: [{ value: 'a\\.b|c' }, { value: 'say "hi"\n' }] });
  });
});

describe('a text of matchers', () => {
  test.each([
    ['severity=critical', 'utf8', 'severity="critical"'],
    ['{ severity = "critical" , team!="web", }', 'utf8', 'severity="critical",team!="web"'],
    ['"läbel with space"=~"a|b"', 'utf8', '"läbel with space"=~"a|b"'],
    ['team="\\u00e4"', 'disagreement', 'team="\\\\u00e4"'],
    ['severity=~warning|critical', 'utf8', 'severity=~"warning|critical"'],
    ['service=a b', 'classic-only', 'service="a b"'],
    ['status=~5.{2}', 'classic-only', 'status=~"5.{2"'],
    ['{severity=critical', 'classic-only', 'severity="critical"'],
    ['a==b', 'classic-only', 'a="=b"'],
    ['{}', 'utf8', ''],
  ])('%s is %s', (text, kind, meaning) => {
    const reading = readMatchers(text);
    expect(reading.kind).toBe(kind);
    expect(reading.kind === 'refused' ? '' : reading.matchers.map((matcher) => matcher.text).join(',')).toBe(meaning);
  });

  test.each(['severity', '=critical', 'a="b', 'a=~"("', 'a=b"c"', '🙂'])('%s is refused', (text) => {
    expect(readMatchers(text).kind).toBe('refused');
  });
});
