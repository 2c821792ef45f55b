import './start-up';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { App } from 'cdk8s';
import { Command } from 'commander';
import { runCommand, terminalPaint } from '../lib/cli/run';
import { milliseconds } from '../lib/core/duration';
import { didYouMean } from '../lib/core/names';
import { mistake, renderProblem } from '../lib/core/problem';
import { replaceFolder } from '../lib/stack/dist';
import type { Synthesis } from '../lib/stack/synthesize';
import { synthesize } from '../lib/stack/synthesize';
import type { Environment } from './environment';
import { environments } from './environments';
import { summary } from './summary';

/** `charts/` and `build/`, where this file runs from once it is bundled, both stand in the root. */
const root = resolve(__dirname, '..');

const dist = join(root, 'dist');

/** The folder of `cdk8s.yaml`, which `cdk8s synth` empties first and lists afterwards. */
const cdk8sFolder = join(root, 'build', 'cdk8s');

/** Runbooks are pages of this repository. */
const runbooks = join(root, 'docs', 'runbooks');

/** `npm run synth [-- environment...]`: the only place that reads the process environment, and the only App. */
const { args: wanted } = new Command('npm run synth --')
  .description('Writes the manifests of the environments into dist/.')
  .argument('[environment...]', `all when none is named: ${environments.map(({ environment }) => environment).join(', ')}`)
  .parse();

// Keys stand in the order in which the code writes them, which is the order in which a reviewer reads.
process.env.CDK8S_DISABLE_SORT = '1';

void runCommand(() => {
  const started = performance.now();
  const asked = process.env.CDK8S_OUTDIR === undefined ? dist : resolve(process.env.CDK8S_OUTDIR);
  const output = asked === cdk8sFolder ? dist : asked;
  const chosen = wanted.length === 0 ? environments : wanted.map(environmentNamed);
  const made = new Map(chosen.map((spec) => [spec.environment, synthesize(new App({ outdir: output }), { ...spec, runbookExists: (path) => existsSync(join(runbooks, `${path}.md`)) })]));
  const remarks = new Set([...made.values()].flatMap((synthesis) => synthesis.remarks.map((remark) => renderProblem(remark, terminalPaint))));
  for (const remark of remarks) process.stderr.write(`${remark}\n`);
  const change = write(output, made);
  if (asked === cdk8sFolder) write(cdk8sFolder, made);
  return { text: summary(made, change, relative(process.cwd(), output) || '.', milliseconds(performance.now() - started)), exitStatus: 0 };
});

/** All environments replace the whole folder, so that one that was dropped disappears; some replace their own part only. */
function write(output: string, made: ReadonlyMap<string, Synthesis>): ReturnType<typeof replaceFolder> {
  if (wanted.length === 0) return replaceFolder(output, new Map([...made.values()].flatMap(({ files }) => [...files])));
  const changes = [...made].map(([environment, { files }]) => {
    const own = new Map([...files].map(([path, content]) => [relative(environment, path), content]));
    const { added, changed, removed } = replaceFolder(join(output, environment), own);
    const inFull = (path: string): string => join(environment, path);
    return { added: added.map(inFull), changed: changed.map(inFull), removed: removed.map(inFull) };
  });
  return { added: changes.flatMap(({ added }) => added), changed: changes.flatMap(({ changed }) => changed), removed: changes.flatMap(({ removed }) => removed) };
}

function environmentNamed(name: string): Environment {
  const found = environments.find(({ environment }) => environment === name);
  if (found !== undefined) return found;
  const names = environments.map(({ environment }) => environment);
  throw mistake({
    check: 'synth/unknown-environment',
    message: `there is no environment '${name}'`,
    place: { subject: `npm run synth -- ${name}`, file: 'charts/environments/index.ts' },
    fix: didYouMean(name, names) || `name one of ${names.join(', ')}`,
  });
}
