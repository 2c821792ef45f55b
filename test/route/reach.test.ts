import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RoutableAlert } from '../../lib/route/alert';
import { loadForeign } from '../../lib/route/foreign/load';
import type { LabelValuesByName } from '../../lib/route/matcher/matcher';
import { alertMatcher } from '../../lib/route/matcher/matcher';
import { domainOf } from '../../lib/route/reach/domain';
import { OutcomeFinder } from '../../lib/route/reach/outcomes';
import { patternFacts } from '../../lib/route/reach/pattern';
import { reachability } from '../../lib/route/reach/reachable';
import type { ResolvedRoute } from '../../lib/route/resolved-route';
import { matchRoutes, pathTo, resolveRoutes, walkRoutes } from '../../lib/route/resolved-route';
import { labelSets, treeQuestion } from './random-tree';

const seed = 20_260_102;
const trees = fc.sample(treeQuestion(1), { numRuns: 600, seed }).map(({ config }) => loadForeign(config, 'alertmanager.yml').model);
const manyLabels: readonly LabelValuesByName[] = fc.sample(labelSets, { numRuns: 300, seed });

/** An alert of which nothing is known. */
const anything: RoutableAlert = { name: 'Anything', labels: { known: new Map(), hasOthers: true } };

describe('reachability', () => {
  test('calls no route unreachable at which an alert arrives', () => {
    const seen = { reachable: 0, unknown: 0, contradiction: 0, swallowed: 0 };
    for (const model of trees) {
      const root = resolveRoutes(model);
      const arrived = new Set<ResolvedRoute>(manyLabels.flatMap((labels) => matchRoutes(root, labels).flatMap(pathTo)));
      for (const route of walkRoutes(root)) {
        const { kind } = reachability(domainOf(model), route);
        seen[kind] += 1;
        if (arrived.has(route)) expect(['reachable', 'unknown']).toContain(kind);
      }
    }
    expect(seen.reachable).toBeGreaterThan(500);
    expect(seen.swallowed).toBeGreaterThan(100);
    expect(seen.contradiction).toBeGreaterThan(50);
    expect(seen.unknown).toBe(0);
  });

  test('names the route that takes everything', () => {
    const { model } = loadForeign(
      `
route:
  receiver: chat
  routes:
    - { matchers: ['team="web"'], receiver: chat }
    - { matchers: ['severity=~"critical|high"'], receiver: chat }
    - { matchers: ['severity!~"critical|high"', 'team!="web"'], receiver: chat }
    - { matchers: ['team="web"', 'severity="info"'], receiver: chat }
    - { matchers: ['team=~"data-.*"'], receiver: chat }
receivers: [{ name: chat }]`,
      'alertmanager.yml',
    );
    const results = resolveRoutes(model).children.map((route) => reachability(domainOf(model), route));
    expect(results.map(({ kind }) => kind)).toEqual(['reachable', 'reachable', 'reachable', 'swallowed', 'swallowed']);
    const swallowers = results.map((result) => (result.kind === 'swallowed' ? result.by.map(({ node }) => node.place.line) : []));
    expect(swallowers[3]).toEqual([5]);
    expect(swallowers[4]).toEqual([6, 7]);
  });

  test.each([
    ['web-.*', 'web-api-.*', 'swallowed'],
    ['web-api-.*', 'web-.*', 'reachable'],
    ['web-.*', 'web-[a-z]+', 'swallowed'],
    ['^(web|data)$', 'data', 'swallowed'],
    ['[a-z]+', 'web|data', 'swallowed'],
    ['[a-z]+', 'web|data9', 'reachable'],
    ['.+', '.*', 'reachable'],
    ['.*', '.+', 'swallowed'],
    ['(?i)web', 'Web', 'swallowed'],
    ['(?i)web', '(?i)webs?', 'reachable'],
  ])('of %s before %s: %s', (first, second, kind) => {
    const config = { route: { receiver: 'chat', routes: [{ matchers: [`team=~"${first}"`] }, { matchers: [`team=~"${second}"`] }] }, receivers: [{ name: 'chat' }] };
    const { model } = loadForeign(JSON.stringify(config), 'alertmanager.yml');
    expect(resolveRoutes(model).children.map((route) => reachability(domainOf(model), route).kind)).toEqual(['reachable', kind]);
  });
});

describe('the outcomes of an alert', () => {
  test('are what its examples show', () => {
    for (const model of trees) {
      const root = resolveRoutes(model);
      const finder = new OutcomeFinder(model);
      for (const outcome of finder.of(anything)) expect(matchRoutes(root, finder.exampleOf(anything, outcome))).toEqual(outcome.routes);
    }
  });

  test('leave nothing out, where the values are known', () => {
    let several = 0;
    const known: RoutableAlert = {
      name: 'Known',
      labels: {
        known: new Map([
          ['alertname', { values: ['Down'], isOptional: false }],
          ['severity', { values: ['critical', 'info'], isOptional: false }],
          ['team', { values: ['web', 'data'], isOptional: true }],
        ]),
        hasOthers: false,
      },
    };
    const all = ['critical', 'info'].flatMap((severity) => [{ team: 'web' }, { team: 'data' }, {}].map((team) => ({ alertname: 'Down', severity, ...team })));
    for (const model of trees) {
      const root = resolveRoutes(model);
      const described = (routes: readonly ResolvedRoute[]): string => routes.map((route) => `${route.node.place.line ?? 0}:${route.node.place.column ?? 0}`).join(' ');
      const found = new Set(new OutcomeFinder(model).of(known).map(({ routes }) => described(routes)));
      expect(found).toEqual(new Set(all.map((labels) => described(matchRoutes(root, labels)))));
      several += found.size > 1 ? 1 : 0;
    }
    expect(several).toBeGreaterThan(100);
  });
});

describe('a pattern', () => {
  test.each([
    ['a|b', ['a', 'b']],
    ['(a|b)c?', ['a', 'ac', 'b', 'bc']],
    ['x{2}', ['xx']],
    ['[ab]1', ['a1', 'b1']],
    ['a\\.b', ['a.b']],
    ['', ['']],
    ['^web$', ['web']],
  ])('%s has few values', (pattern, values) => {
    expect([...(patternFacts(pattern).all ?? [])].sort()).toEqual(values);
  });

  test.each(['a.*', '[a-c]', 'a+', '\\d', '(?i)a', 'a{2,}', '[^a]', '\\pL'])('%s has many', (pattern) => {
    expect(patternFacts(pattern).all).toBeUndefined();
  });

  test('matches its values and examples', () => {
    const parts = fc.constantFrom('a', 'b', '.', '[ab]', '[a-c]', '\\.', '\\d', '(a|b)', '(?:ab)?', 'x*', 'y+', 'z{1,2}', '|', '-', '[-_]', '[\\]a]');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 6 }), (pieces) => {
        const pattern = pieces.join('');
        const matcher = alertMatcher('label', '=~', pattern);
        const { all, examples, prefix } = patternFacts(pattern);
        for (const value of [...(all ?? []), ...examples]) {
          expect([pattern, value, matcher.matches(value)]).toEqual([pattern, value, true]);
          expect(value.startsWith(prefix)).toBe(true);
        }
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
