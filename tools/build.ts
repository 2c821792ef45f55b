import { Command } from 'commander';
import { didYouMean } from '../lib/core/names';
import { BelfryError, mistake } from '../lib/core/problem';
import { tool } from './toolchain';
import type { Program } from './toolchain/program';
import { programs, type ProgramName } from './toolchain/programs';

/** `npm run tools`: builds the real programs ahead of their first use and prints where each one stands. */
async function main(args: readonly string[]): Promise<number> {
  const names = new Command('npm run tools --')
    .description('Builds the real programs that judge what Belfry emits, from pinned Go modules.')
    .argument('[names...]', `what to build, without a name every judge and no part of the cluster: ${Object.keys(programs).join(', ')}`)
    .parse(args, { from: 'user' }).args;
  const wanted = names.length === 0 ? judges() : names;
  for (const name of wanted) if (!isProgramName(name)) return complain(unknownProgram(name));
  let status = 0;
  for (const name of wanted.filter(isProgramName)) {
    try {
      process.stdout.write(`${name} ${await tool(name)}\n`);
    } catch (error) {
      status = complain(error);
    }
  }
  return status;
}

/** The programs that tests ask; `npm run cluster` and `npm run proof` build what a cluster needs. */
function judges(): readonly string[] {
  return Object.entries<Program>(programs).flatMap(([name, { cluster }]) => (cluster === true ? [] : [name]));
}

function isProgramName(name: string): name is ProgramName {
  return Object.hasOwn(programs, name);
}

function unknownProgram(name: string): BelfryError {
  const known = Object.keys(programs);
  const hint = didYouMean(name, known);
  return mistake({
    check: 'tools/unknown-program',
    message: `there is no program '${name}'${hint === '' ? '' : `; ${hint}`}`,
    place: { subject: `npm run tools -- ${name}` },
    fix: `name one of ${known.join(', ')}`,
  });
}

function complain(error: unknown): number {
  if (!(error instanceof BelfryError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
