import { beforeAll, describe, expect, it } from '@jest/globals';
import { tryParseLogql, type LogqlParseResult } from '../../lib/logql/parse';
import { printLogql } from '../../lib/logql/print';
import { runTool } from '../../tools/toolchain';
import { sampleTexts, texts } from './generate';

/** What `tools/loki/logql-oracle` answers: see there. */
interface Answer {
  readonly error?: string;
  readonly stageError?: string;
  readonly meaning?: string;
}

/** Other texts are a change of this number away; failures name theirs. */
const seed = 20_260_201;

async function askOracle(queries: readonly string[]): Promise<Answer[]> {
  const { status, stdout, stderr } = await runTool('logql-oracle', [], { input: queries.map((text) => `${JSON.stringify(text)}\n`).join('') });
  // The parsers of json and logfmt paths write their complaints there.
  expect([status, stderr.replaceAll(/^syntax error: .*\n/gm, '')]).toEqual([0, '']);
  const answers = stdout.trimEnd().split('\n').map((line): Answer => JSON.parse(line) as Answer);
  expect(answers).toHaveLength(queries.length);
  return answers;
}

/** What Belfry refuses although Loki takes it: every one of these problems says why. */
function isStricter(result: LogqlParseResult): boolean {
  return 'problem' in result && result.problem.check === 'logql/unsafe';
}

/** What stands inside of an action of a template is looked at by Loki alone; names of functions and the ends of actions are looked at by both. */
function isInsideTemplate({ stageError }: Answer): boolean {
  return stageError?.includes('invalid line template') === true || stageError?.includes('invalid template for label') === true;
}

describe('parseLogql', () => {
  const all = [...sampleTexts(texts.valid, 7000, seed), ...sampleTexts(texts.broken, 9000, seed)];
  const ours = all.map(tryParseLogql);
  let theirs: readonly Answer[] = [];

  beforeAll(async () => {
    theirs = await askOracle(all);
  }, 600_000);

  it('accepts and refuses what Loki accepts and refuses', () => {
    const disagreements = all.flatMap((text, index) => {
      const [mine, answer] = [ours[index], theirs[index]];
      if (mine === undefined || answer === undefined) throw new Error('every text has two verdicts');
      if (isInsideTemplate(answer) && 'node' in mine) return [];
      const agrees = isStricter(mine) || 'node' in mine === (answer.meaning !== undefined);
      return agrees ? [] : [{ text, answer, mine: 'problem' in mine ? mine.problem.message : 'accepted' }];
    });
    expect(disagreements.slice(0, 20)).toEqual([]);
    const accepted = ours.filter((result) => 'node' in result).length;
    const stricter = ours.filter(isStricter).length;
    process.stderr.write(`compared with Loki: ${accepted} valid and ${all.length - accepted} broken queries, of which ${stricter} only Belfry refuses\n`);
    expect(all.length).toBeGreaterThan(10_000);
    expect(accepted / all.length).toBeGreaterThan(0.4);
    expect(accepted / all.length).toBeLessThan(0.6);
    expect(stricter / all.length).toBeLessThan(0.02);
    const missed = theirs.filter((answer, index) => isInsideTemplate(answer) && ours[index] !== undefined && 'node' in ours[index]).length;
    expect(missed).toBeLessThanOrEqual(theirs.filter(isInsideTemplate).length / 10);
  });

  it('reads the meaning that Loki reads', async () => {
    const accepted = all.flatMap((text, index) => {
      const [mine, meaning] = [ours[index], theirs[index]?.meaning];
      return mine !== undefined && 'node' in mine && meaning !== undefined ? [{ text, meaning, printed: printLogql(mine.node) }] : [];
    });
    const answers = await askOracle(accepted.map(({ printed }) => printed));
    const changed = accepted.filter(({ meaning }, index) => answers[index]?.meaning !== meaning).map(({ text, printed, meaning }) => ({ text, printed, meaning }));
    expect(changed.slice(0, 20)).toEqual([]);
  }, 60_000);
});
