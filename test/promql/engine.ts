import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../../tools/toolchain';

/** One series of a result. */
export interface Answer {
  /** Without the metric's name. */
  readonly labels: readonly string[];
  readonly isHistogram: boolean;
}

export type Outcome = { readonly error: string } | { readonly answers: readonly Answer[] };

interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** A sample that no expression yields: promtool says what it got instead. */
const impossible = { labels: '{nobody="nowhere"}', value: 424242 };

/**
 * What Prometheus' own engine yields for each expression, half an hour after the first sample. promtool has no command
 * for it, so each expression stands in a test that must fail, and the failure is read.
 */
export async function evaluate(series: readonly InputSeries[], expressions: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-engine-'));
  try {
    const tests = expressions.map((expr) => ({ expr, eval_time: '30m', exp_samples: [impossible] }));
    writeFileSync(join(folder, 'test.yaml'), JSON.stringify({ evaluation_interval: '1m', tests: [{ interval: '1m', input_series: series, promql_expr_test: tests }] }));
    const { stdout, stderr } = await runTool('promtool', ['test', 'rules', 'test.yaml'], { cwd: folder });
    return outcomes(`${stdout}\n${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcomes(output: string): Map<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const block of output.split(/^ {4}expr: /m).slice(1)) {
    const head = /^("(?:[^"\\]|\\.)*"), time: [^,]+,(?: err: ([^]*))?/.exec(block);
    if (head?.[1] === undefined) throw new Error(`promtool speaks another language than it did: ${block}`);
    const got = /^ {8}got: ([^]*)$/m.exec(block);
    found.set(unquoted(head[1]), got?.[1] === undefined ? { error: (head[2] ?? block).trim() } : { answers: answersOf(got[1]) });
  }
  return found;
}

const experimentalFeatures = 'promql-experimental-functions,promql-extended-range-selectors,promql-binop-fill-modifiers';

/** What `promtool check rules` says of each expression, with or without its experimental features; undefined where it takes it. */
export async function judge(expressions: readonly string[], isExperimental: boolean): Promise<ReadonlyMap<string, string | undefined>> {
  const verdicts = await Promise.all(expressions.map(async (expr) => {
    const input = JSON.stringify({ groups: [{ name: 'one', rules: [{ record: 'a:b:c', expr }] }] });
    const { status, stdout, stderr } = await runTool('promtool', ['check', 'rules', ...(isExperimental ? [`--enable-feature=${experimentalFeatures}`] : [])], { input });
    return [expr, status === 0 ? undefined : `${stdout}${stderr}`] as const;
  }));
  return new Map(verdicts);
}

/** Go's quoting of these expressions is JSON's. */
function unquoted(quoted: string): string {
  const text: unknown = JSON.parse(quoted);
  if (typeof text !== 'string') throw new Error(`not a string: ${quoted}`);
  return text;
}

/** `{job="shop", route="/"} 1.5E-01` */
function answersOf(got: string): Answer[] {
  const samples = got.matchAll(/\{((?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*"(?:, )?)*)\} (\{\{|[-+\dNI])/g);
  return Array.from(samples, ([, labels = '', value]) => ({ labels: Array.from(labels.matchAll(/([a-zA-Z_]\w*)="/g), ([, label = '']) => label).filter((label) => label !== '__name__').sort(), isHistogram: value === '{{' }));
}
