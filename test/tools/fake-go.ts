import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, type Program } from '../../tools/toolchain/program';

/** What the fake `go build` does at its first, second, ... call; after the last one it succeeds. */
export interface BuildStep {
  readonly status: number;
  readonly stderr: string;
}

/** A folder like `tools/` with one family, and a `go` command that builds nothing but plays its part. */
export interface FakeWorld {
  readonly folder: string;
  readonly familyFolder: string;
  /** Lines of progress that the toolchain reported. */
  readonly reported: string[];
  /** Every `go build` so far, as a shell would be asked for it. */
  readonly builds: () => string[];
  /** What to hand to `createToolchain`. */
  readonly props: {
    readonly folder: string;
    readonly programs: { readonly greeter: Program };
    readonly environment: { readonly PATH: string };
    readonly report: (line: string) => void;
    readonly retryDelays: readonly number[];
  };
}

export interface FakeWorldOptions {
  /** What `go env GOVERSION` says; false leaves `go` out of PATH. */
  readonly goVersion?: string | false;
  readonly goMod?: string;
  readonly steps?: readonly BuildStep[];
  /** A file for which `go build` waits before it ends. */
  readonly gate?: string;
  readonly retryDelays?: readonly number[];
}

const healthyGoMod = 'module belfry/test/greeter\n\ngo 1.21.0\n';

/** The program that the fake `go build` writes: it greets standard input from its working folder. */
const greeter = `#!${process.execPath}
process.stderr.write(process.cwd() + '\\n');
process.stdin.setEncoding('utf8').on('data', (name) => process.stdout.write('hello ' + name + ' ' + process.argv.slice(2).join(',')));
process.stdin.on('end', () => process.exit(process.argv.includes('--fail') ? 3 : 0));
`;

/** Makes a world in a fresh temporary folder. */
export function fakeWorld(options: FakeWorldOptions = {}): FakeWorld {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'belfry-tools-')));
  const familyFolder = join(folder, 'greeting');
  const commands = join(folder, 'path');
  const calls = join(folder, 'calls.log');
  mkdirSync(familyFolder);
  mkdirSync(commands);
  writeFileSync(calls, '');
  writeFileSync(join(familyFolder, 'go.mod'), options.goMod ?? healthyGoMod);
  writeFileSync(join(familyFolder, 'go.sum'), '');
  if (options.goVersion !== false) {
    writeFileSync(join(commands, 'go'), fakeGo({ calls, goVersion: options.goVersion ?? 'go1.26.8', steps: options.steps ?? [], gate: options.gate ?? null }));
    chmodSync(join(commands, 'go'), 0o755);
  }
  const reported: string[] = [];
  return {
    folder,
    familyFolder,
    reported,
    builds: () => readFileSync(calls, 'utf8').split('\n').filter((line) => line !== ''),
    props: {
      folder,
      programs: { greeter: program({ family: 'greeting', package: '.', coldSeconds: 1 }) },
      environment: { PATH: commands },
      report: (line) => reported.push(line),
      retryDelays: options.retryDelays ?? [1, 1],
    },
  };
}

interface Script {
  readonly calls: string;
  readonly goVersion: string;
  readonly steps: readonly BuildStep[];
  readonly gate: string | null;
}

function fakeGo({ calls, goVersion, steps, gate }: Script): string {
  return `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
if (args[0] === 'env') {
  console.log(${JSON.stringify(goVersion)});
} else {
  const steps = ${JSON.stringify(steps)};
  const earlier = fs.readFileSync(${JSON.stringify(calls)}, 'utf8').split('\\n').length - 1;
  fs.appendFileSync(${JSON.stringify(calls)}, 'GOTOOLCHAIN=' + process.env.GOTOOLCHAIN + ' CGO_ENABLED=' + process.env.CGO_ENABLED + ' go ' + args.join(' ') + '\\n');
  const finish = () => {
    const step = steps[earlier];
    if (step !== undefined) process.stderr.write(step.stderr);
    if (step === undefined || step.status === 0) {
      const output = args[args.indexOf('-o') + 1];
      fs.writeFileSync(output, ${JSON.stringify(greeter)}, { mode: 0o755 });
    }
    process.exitCode = step === undefined ? 0 : step.status;
  };
  const gate = ${JSON.stringify(gate)};
  const poll = () => (gate === null || fs.existsSync(gate) ? finish() : setTimeout(poll, 5));
  poll();
}
`;
}
