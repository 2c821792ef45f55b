import { BelfryError } from '../../lib/core/problem';

/** What became of one promise. */
export interface Outcome {
  readonly section: string;
  readonly promise: string;
  /** What was measured, or why it failed. */
  readonly figure: string;
  readonly verdict: 'pass' | 'fail' | 'not run';
}

/** Takes promises and shows each as it comes, with the seconds since the beginning in which it was proven. */
export interface Ledger {
  /** Runs a proof that gives its figure, or throws when the promise is not kept. */
  readonly prove: (section: string, promise: string, proof: () => Promise<string>) => Promise<void>;
  /** Notes what was accepted and could not be run: neither passed nor failed. */
  readonly notRun: (section: string, promise: string, reason: string) => void;
  /** Runs the whole proof. What ends it before its last promise is a failure in the table too. */
  readonly complete: (proof: () => Promise<void>) => Promise<void>;
  readonly outcomes: () => readonly Outcome[];
}

export function createLedger(show: (line: string) => void): Ledger {
  const outcomes: Outcome[] = [];
  const started = performance.now();
  const now = (): string => ((performance.now() - started) / 1000).toFixed(0).padStart(5);
  const add = (outcome: Outcome, since = now()): void => {
    outcomes.push(outcome);
    show(`${since} to ${now()} s  ${outcome.verdict.padEnd(7)}  ${outcome.promise}: ${outcome.figure}`);
  };
  return {
    prove: async (section, promise, proof) => {
      const since = now();
      try {
        add({ section, promise, figure: await proof(), verdict: 'pass' }, since);
      } catch (error) {
        add({ section, promise, figure: reasonOf(error), verdict: 'fail' }, since);
      }
    },
    notRun: (section, promise, reason) => {
      add({ section, promise, figure: reason, verdict: 'not run' });
    },
    complete: async (proof) => {
      try {
        await proof();
      } catch (error) {
        add({ section: 'The proof itself', promise: 'it comes to its end', figure: reasonOf(error), verdict: 'fail' });
      }
    },
    outcomes: () => outcomes,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof BelfryError) return error.problems.map(({ message }) => message.replaceAll(/\s+/g, ' ')).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Fails a promise with a reason. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** Throws when what must hold does not. */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new BrokenPromise(otherwise);
}
