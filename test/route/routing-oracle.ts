import { runTool } from '../../tools/toolchain';
import type { LabelValuesByName } from '../../lib/route/matcher/matcher';

/** An alert to send through a tree, at a moment, while others fire. */
export interface AskedAlert {
  readonly labels: LabelValuesByName;
  readonly at: string;
  readonly firing: readonly LabelValuesByName[];
}

export interface TreeQuestion {
  /** The content of alertmanager.yml. */
  readonly config: string;
  readonly alerts: readonly AskedAlert[];
}

/** What Alertmanager's own packages say of one alert; times in milliseconds. */
export interface OracleVerdict {
  readonly routes: readonly OracleDelivery[];
  readonly inhibited: boolean;
}

export interface OracleDelivery {
  readonly receiver: string;
  readonly groupBy: readonly string[];
  readonly groupByAll: boolean;
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  readonly muted: boolean;
}

export type TreeAnswer = { readonly error: string } | { readonly alerts: readonly OracleVerdict[] };

export interface OracleReading {
  readonly error?: string;
  readonly matchers: readonly string[] | null;
}

/** Asks Alertmanager's own code about many trees at once. */
export async function askTrees(questions: readonly TreeQuestion[]): Promise<readonly TreeAnswer[]> {
  const answers: readonly TreeAnswer[] = await ask(questions);
  return answers;
}

/** Asks Alertmanager's own parsers about texts of matchers. */
export async function askMatchers(texts: readonly string[]): Promise<readonly OracleReading[]> {
  const answers: readonly { readonly matchers: readonly OracleReading[] }[] = await ask([{ matchers: texts }]);
  return answers[0]?.matchers ?? [];
}

async function ask<Answer>(questions: readonly object[]): Promise<readonly Answer[]> {
  const { status, stdout, stderr } = await runTool('routing-oracle', [], { input: `${questions.map((question) => JSON.stringify(question)).join('\n')}\n` });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}
