import { mistake } from '../../lib/core/problem';
import { runProcess, type ProcessOptions } from '../toolchain/run-process';

/** Runs a command that has to succeed, and gives what it printed. Throws a diagnostic with the command and what it said. */
export async function command(file: string, args: readonly string[], options: ProcessOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await runProcess(file, args, options);
  if (status === 0) return stdout;
  const said = (stderr.trim() === '' ? stdout : stderr).trim().split('\n').slice(-8).join('\n    ');
  throw mistake({
    check: 'cluster/command-failed',
    message: `a command that the cluster needs ended with status ${status}:\n    ${said}`,
    place: { subject: [file, ...args].join(' ') },
    why: 'a cluster that is up in part proves nothing',
    fix: '`npm run cluster -- down` removes what was begun; mend what the command says and repeat',
  });
}

export interface Patience {
  /** What the diagnostic says to do. @default where the logs are */
  readonly fix?: string;
  /** Milliseconds from one answer to the next question. @default 200 */
  readonly pause?: number;
}

/** Asks until the answer is there, and gives it. Throws a diagnostic when `seconds` have passed. */
export async function until<Answer>(what: string, seconds: number, ask: () => Promise<Answer | undefined>, { fix = 'look into the logs in build/cluster/logs', pause = 200 }: Patience = {}): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) {
      throw mistake({ check: 'cluster/never-came', message: `waited ${seconds} s in vain: ${what}`, place: { subject: 'cluster' }, fix });
    }
    await new Promise((wake) => setTimeout(wake, pause));
  }
}
