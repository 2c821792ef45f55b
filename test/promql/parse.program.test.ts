import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { functionTable } from '../../lib/promql/function-table';
import { tryParsePromql, type ParseResult } from '../../lib/promql/parse';
import { print, printWrapped } from '../../lib/promql/print';
import { runTool } from '../../tools/toolchain';
import { sampleTexts, texts } from './generate';
import { anyNode } from './generate-nodes';

/** What `tools/prometheus/promql-oracle` answers: see there. */
interface Answer {
  readonly error?: string;
  readonly fails?: string;
  readonly meaning?: string;
}

/** Other texts are a change of this number away; failures name theirs. */
const seed = 20_260_101;

async function askOracle(expressions: readonly string[]): Promise<Answer[]> {
  const { status, stdout, stderr } = await runTool('promql-oracle', [], { input: expressions.map((text) => `${JSON.stringify(text)}\n`).join('') });
  expect([status, stderr]).toEqual([0, '']);
  const answers = stdout.trimEnd().split('\n').map((line): Answer => JSON.parse(line) as Answer);
  expect(answers).toHaveLength(expressions.length);
  return answers;
}

/** YAML takes JSON, once characters beyond ASCII are written as YAML escapes them. */
function ruleFile(expressions: readonly string[]): string {
  const groups = expressions.map((expr, index) => ({ name: `g${index}`, rules: [{ record: 'x', expr }] }));
  return JSON.stringify({ groups }).replaceAll(/[\u007f-\u{10ffff}]/gu, (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);
}

/** The indices of the expressions that promtool refuses; each stands in a group of its own. */
async function refusedByPromtool(expressions: readonly string[]): Promise<ReadonlySet<number>> {
  const { stdout, stderr } = await runTool('promtool', ['check', 'rules'], { input: ruleFile(expressions) });
  expect(stdout).toContain('standard input');
  const groups = [...stderr.matchAll(/group "g(\d+)", rule 1, "x": (?:could not parse expression|field 'expr' must be set)/g)];
  return new Set(groups.map(([, index]) => Number(index)));
}

/** Belfry refuses durations that no query can use, which Prometheus' parser lets through: see `parsePromql`. */
const deliberatelyStricter = /^(?:a duration must be a number|Prometheus resolves no finer than a millisecond)/;

function isAccepted(result: ParseResult): boolean {
  return 'node' in result;
}

describe('parsePromql', () => {
  const all = [...sampleTexts(texts.valid, 10_000, seed), ...sampleTexts(texts.broken, 15_000, seed)];
  const ours = all.map(tryParsePromql);
  let theirs: readonly Answer[] = [];

  beforeAll(async () => {
    theirs = await askOracle(all);
  }, 600_000);

  it('accepts and refuses what Prometheus accepts and refuses', () => {
    const disagreements = all.flatMap((text, index) => {
      const [mine, answer] = [ours[index], theirs[index]];
      if (mine === undefined || answer === undefined) throw new Error('every text has two verdicts');
      const isStricter = 'problem' in mine && deliberatelyStricter.test(mine.problem.message);
      return isStricter || isAccepted(mine) === (answer.meaning !== undefined) ? [] : [{ text, answer, mine: 'problem' in mine ? mine.problem.message : 'accepted' }];
    });
    expect(disagreements).toEqual([]);
    const accepted = ours.filter(isAccepted).length;
    process.stderr.write(`compared with Prometheus: ${accepted} valid and ${all.length - accepted} broken expressions\n`);
    expect(all.length).toBeGreaterThan(20_000);
    expect(accepted / all.length).toBeGreaterThan(0.4);
    expect(accepted / all.length).toBeLessThan(0.6);
  });

  it('has the verdict of promtool check rules', async () => {
    const refused = await refusedByPromtool(all);
    const disagreements = all.filter((_text, index) => {
      const [mine, answer] = [ours[index], theirs[index]];
      // promtool evaluates nothing, so what always fails later passes here.
      const isPassed = (mine !== undefined && 'problem' in mine && deliberatelyStricter.test(mine.problem.message)) || answer?.fails !== undefined;
      return !isPassed && mine !== undefined && isAccepted(mine) === refused.has(index);
    });
    expect(disagreements).toEqual([]);
    expect(theirs.flatMap(({ error }, index) => ((error !== undefined) === refused.has(index) ? [] : [all[index]]))).toEqual([]);
  }, 60_000);

  it('reads the meaning that Prometheus reads', async () => {
    const accepted = all.flatMap((text, index) => {
      const [mine, meaning] = [ours[index], theirs[index]?.meaning];
      return mine !== undefined && 'node' in mine && meaning !== undefined ? [{ text, meaning, node: mine.node }] : [];
    });
    for (const printed of [accepted.map(({ node }) => print(node)), accepted.map(({ node }) => printWrapped(node, 40))]) {
      const answers = await askOracle(printed);
      const changed = accepted.flatMap(({ text, meaning }, index) => (answers[index]?.meaning === meaning ? [] : [{ text, printed: printed[index], meaning, answer: answers[index] }]));
      expect(changed).toEqual([]);
    }
  }, 60_000);
});

describe('print', () => {
  it('writes every node so that Prometheus takes it', async () => {
    const printed = fc.sample(anyNode, { numRuns: 4000, seed }).map(print);
    const answers = await askOracle(printed);
    expect(answers.flatMap(({ error }, index) => (error === undefined ? [] : [{ error, text: printed[index] }]))).toEqual([]);
  }, 60_000);
});

describe('functionTable', () => {
  it('is the table that Prometheus is built from', async () => {
    const { stdout } = await runTool('promql-oracle', ['--functions']);
    const upstream = JSON.parse(stdout) as Readonly<Record<string, { arguments: string[]; variadic: number; returns: string; experimental: boolean }>>;
    const documented: Readonly<Record<string, string>> = { vector: 'instant vector', matrix: 'range vector', scalar: 'scalar', string: 'string' };
    const expected = Object.entries(upstream).map(([name, { arguments: types, variadic, returns, experimental }]) => ({
      name,
      arguments: types.map((type) => documented[type]),
      // Upstream counts from the last type: none of it, as many as `variadic` of it, or any number where that is negative.
      atLeast: variadic === 0 ? types.length : types.length - 1,
      atMost: variadic === 0 ? types.length : variadic < 0 ? Infinity : types.length - 1 + variadic,
      returns: documented[returns],
      experimental,
    }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect([...functionTable.values()].sort(byName)).toEqual(expected.sort(byName));
  });
});
