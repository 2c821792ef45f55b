import { describe, expect, test } from '@jest/globals';
import type { PolicyRule } from '../../lib/component/shared/policy';
import { checks } from './policy/all';
import { breakages, broken } from './policy/breakages';
import { committed } from '../stack/committed';
import { manifestsOf, sampleStack } from './sample-stack';

const sample = sampleStack();
const everything = [...committed, { name: 'sample', manifests: manifestsOf(sample), exceptions: sample.exceptions }];

test('every environment is there, with all of its objects', () => {
  expect(everything.map(({ name }) => name)).toEqual(expect.arrayContaining(['small', 'ha', 'sample']));
  for (const { manifests } of everything) expect(manifests.length).toBeGreaterThan(75);
});

describe.each(everything)('the manifest policy of $name', (stack) => {
  const { manifests } = stack;

  test.each(checks)('$rule: $title', ({ rule, find }) => {
    const excused = new Set<string>(stack.exceptions.filter((exception) => exception.rule === rule).map(({ component }) => component));
    const findings = find(manifests);
    expect(findings.filter(({ component }) => !excused.has(component))).toEqual([]);
  });

  test('no exception is declared that nothing needs', () => {
    const needed = new Set(checks.flatMap(({ rule, find }) => find(manifests).map(({ component }) => `${rule} ${component}`)));
    expect(stack.exceptions.filter(({ rule, component }) => !needed.has(`${rule} ${component}`))).toEqual([]);
  });

  test('every rule that knows exceptions is checked', () => {
    const checked = new Set(checks.map(({ rule }) => rule));
    const withExceptions: readonly PolicyRule[] = stack.exceptions.map(({ rule }) => rule);
    expect(withExceptions.filter((rule) => !checked.has(rule))).toEqual([]);
  });

  test('every exception gives its reason', () => {
    expect(stack.exceptions.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

});

describe('the checks of the manifest policy', () => {
  const replicated = committed.find(({ name }) => name === 'ha')?.manifests ?? [];

  test.each(breakages)('$rule is broken by $what', (breakage) => {
    const manifests = breakage.replicated === true ? replicated : manifestsOf(sample);
    const check = checks.find(({ rule }) => rule === breakage.rule);
    const before = check?.find(manifests) ?? [];
    expect(check?.find(broken(manifests, breakage)).length).toBeGreaterThan(before.length);
  });

  test('every rule can be broken', () => {
    const breakable = new Set(breakages.map(({ rule }) => rule));
    expect(checks.map(({ rule }) => rule).filter((rule) => !breakable.has(rule))).toEqual([]);
  });
});
