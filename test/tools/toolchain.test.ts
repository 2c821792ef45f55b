import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { BelfryError, type Problem } from '../../lib/core/problem';
import { program } from '../../tools/toolchain/program';
import { createToolchain } from '../../tools/toolchain/toolchain';
import { fakeWorld, type FakeWorld, type FakeWorldOptions } from './fake-go';

const worlds: FakeWorld[] = [];

function world(options?: FakeWorldOptions): FakeWorld {
  const made = fakeWorld(options);
  worlds.push(made);
  return made;
}

afterAll(async () => {
  for (const { folder } of worlds) await rm(folder, { recursive: true, force: true });
});

/** The only problem of a build that must fail. */
async function problemOf({ props }: FakeWorld): Promise<Problem> {
  const outcome: unknown = await createToolchain(props).tool('greeter').catch((error: unknown) => error);
  if (!(outcome instanceof BelfryError)) throw new Error(`expected a diagnostic, got ${String(outcome)}`);
  expect(outcome.problems).toHaveLength(1);
  const [problem] = outcome.problems;
  if (problem === undefined) throw new Error('the error carries no problem');
  return problem;
}

const here = (path: string): string => relative(process.cwd(), path);
const brokenDownload = { status: 1, stderr: 'go: downloading example.org/m v1.0.0\nexample.org/m@v1.0.0: Get "https://proxy.example.org/m": dial tcp: i/o timeout\n' };

describe('a program that builds', () => {
  it('is built once, into a folder that is keyed by its pins', async () => {
    const { props, builds, folder } = world();
    const path = await createToolchain(props).tool('greeter');
    expect(relative(folder, path)).toMatch(/^bin\/greeter\/[0-9a-f]{12}\/greeter$/);
    expect(await createToolchain(props).tool('greeter')).toBe(path);
    expect(builds()).toHaveLength(1);
  });

  it('leaves go.mod and go.sum alone, and is stripped, static and free of this machine', async () => {
    const { props, builds } = world();
    const programs = { greeter: program({ ...props.programs.greeter, tags: ['netgo', 'small'], stamps: { 'a.Version': '1.2.3' } }) };
    await createToolchain({ ...props, programs }).tool('greeter');
    expect(builds()[0]).toMatch(/^GOTOOLCHAIN=auto CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -tags netgo,small -ldflags -s -w -X a\.Version=1\.2\.3 -o \S+ \.$/);
  });

  it('leaves the choice of the Go release to a caller who has made it', async () => {
    const { props, builds } = world();
    await createToolchain({ ...props, environment: { ...props.environment, GOTOOLCHAIN: 'local' } }).tool('greeter');
    expect(builds()[0]).toContain('GOTOOLCHAIN=local ');
  });

  it.each([
    ['go.sum', (made: FakeWorld) => { writeFileSync(join(made.familyFolder, 'go.sum'), 'example.org/m v1.0.1 h1:x=\n'); }],
    ['a source in a folder', (made: FakeWorld) => { mkdirSync(join(made.familyFolder, 'inner')); writeFileSync(join(made.familyFolder, 'inner', 'a.go'), 'package a\n'); }],
  ])('is built again when %s changes, and the old build goes', async (_what, change) => {
    const made = world();
    const before = await createToolchain(made.props).tool('greeter');
    change(made);
    const after = await createToolchain(made.props).tool('greeter');
    expect(after).not.toBe(before);
    expect(existsSync(before)).toBe(false);
    expect(readdirSync(dirname(dirname(after)))).toHaveLength(1);
  });

  it('is not built again for a source that it does not consist of', async () => {
    const made = world();
    const programs = { greeter: program({ ...made.props.programs.greeter, package: 'example.org/greeter' }) };
    await createToolchain({ ...made.props, programs }).tool('greeter');
    writeFileSync(join(made.familyFolder, 'other.go'), 'package other\n');
    await createToolchain({ ...made.props, programs }).tool('greeter');
    expect(made.builds()).toHaveLength(1);
  });

  it('is built again when the version that the linker sets changes', async () => {
    const { props, builds } = world();
    await createToolchain(props).tool('greeter');
    const programs = { greeter: program({ ...props.programs.greeter, stamps: { 'a.Version': '2' } }) };
    await createToolchain({ ...props, programs }).tool('greeter');
    expect(builds()).toHaveLength(2);
  });

  it('tells what is being built and how long it may take', async () => {
    const { props, reported } = world();
    await createToolchain(props).tool('greeter');
    expect(reported).toEqual(['building greeter (about 1 s on two cores when nothing is cached)', expect.stringMatching(/^built greeter in \d+ s$/)]);
  });
});

describe('two builders at once', () => {
  it('build once: the second waits and takes the result of the first', async () => {
    const made = world();
    const gate = join(made.folder, 'go-on');
    const gated = world({ gate });
    const openGate = (line: string): void => {
      gated.reported.push(line);
      if (line.startsWith('waiting')) writeFileSync(gate, '');
    };
    const [one, other] = [createToolchain({ ...gated.props, report: openGate }), createToolchain({ ...gated.props, report: openGate })];
    const [path, same] = await Promise.all([one.tool('greeter'), other.tool('greeter')]);
    expect(same).toBe(path);
    expect(gated.builds()).toHaveLength(1);
    expect(gated.reported).toContain('waiting for another process that builds greeter');
  });

  it('take over the lock of a process that died', async () => {
    const { props, folder, builds } = world();
    const abandoned = join(folder, 'bin', 'greeter.lock');
    mkdirSync(abandoned, { recursive: true });
    utimesSync(abandoned, 1, 1);
    await createToolchain(props).tool('greeter');
    expect(builds()).toHaveLength(1);
    expect(existsSync(abandoned)).toBe(false);
  });
});

describe('running a program', () => {
  it('passes input, arguments and folder, and gives back all that it says', async () => {
    const { props, familyFolder } = world();
    const result = await createToolchain(props).runTool('greeter', ['a', 'b'], { input: 'world', cwd: familyFolder });
    expect(result).toEqual({ status: 0, stdout: 'hello world a,b', stderr: `${familyFolder}\n` });
  });

  it('reports a refusal as a status', async () => {
    const { props } = world();
    const { status } = await createToolchain(props).runTool('greeter', ['--fail'], { input: 'x' });
    expect(status).toBe(3);
  });
});

describe('a build that cannot be', () => {
  it('says that go is missing, what for, and which version to install', async () => {
    const made = world({ goVersion: false });
    expect(await problemOf(made)).toMatchObject({
      check: 'tools/go-missing',
      message: "the command 'go' is not on PATH, and greeter is built from its pinned Go module",
      place: { subject: 'tool greeter', file: here(join(made.familyFolder, 'go.mod')) },
      fix: 'install Go 1.21.0 or newer from https://go.dev/dl/ and put its bin folder on PATH',
    });
  });

  it.each([
    ['go1.19.8', '1.21.0', true],
    ['go1.20', '1.21.0', true],
    ['go1.26.4', '1.26.5', true],
    ['go1.26rc1', '1.26.0', false],
    ['go1.26.10', '1.26.5', false],
    ['go2.0', '1.26.5', false],
  ])('compares the versions of Go: %s for a module that wants %s', async (goVersion, required, tooOld) => {
    const made = world({ goVersion, goMod: `module belfry/test/greeter\n\ngo ${required}\n` });
    if (!tooOld) {
      expect(existsSync(await createToolchain(made.props).tool('greeter'))).toBe(true);
      return;
    }
    const problem = await problemOf(made);
    expect(problem).toMatchObject({ check: 'tools/go-too-old', place: { file: here(join(made.familyFolder, 'go.mod')), line: 3 } });
    expect(problem.message).toBe(`Go ${goVersion.slice(2)} is on PATH, and greeter needs Go ${required} or newer`);
    expect(made.builds()).toEqual([]);
  });

  it('points into a broken go.mod', async () => {
    const goMod = 'module belfry/test/greeter\n\ngo 1.21.0\n\nrequir example.org/m v1.0.0\n';
    const made = world({ goMod, steps: [{ status: 1, stderr: 'go: errors parsing go.mod:\ngo.mod:5: unknown directive: requir\n' }] });
    const problem = await problemOf(made);
    expect(problem).toMatchObject({
      check: 'tools/build-failed',
      place: { file: here(join(made.familyFolder, 'go.mod')), line: 5, column: 1, excerpt: { text: 'requir example.org/m v1.0.0', from: 0 } },
    });
    expect(problem.message).toContain('unknown directive: requir');
    expect(existsSync(join(made.folder, 'bin', 'greeter.lock'))).toBe(false);
  });

  it('names the command that completes go.sum', async () => {
    const stderr = 'main.go:3:2: missing go.sum entry for module providing package example.org/m; to add:\n\tgo get example.org/m\n';
    const made = world({ steps: [{ status: 1, stderr }] });
    expect((await problemOf(made)).fix).toContain(`run \`go mod tidy\` in ${here(made.familyFolder)}`);
  });

  it('does not try again what cannot get better', async () => {
    const made = world({ steps: [{ status: 1, stderr: '# example.org/m\nx.go:1:1: syntax error\n' }] });
    await problemOf(made);
    expect(made.builds()).toHaveLength(1);
  });

  it('names the files that are missing when a program is not pinned', async () => {
    const made = world();
    await rm(join(made.familyFolder, 'go.sum'));
    expect(await problemOf(made)).toMatchObject({ check: 'tools/family-missing', message: 'greeter has no go.mod and go.sum that pin it' });
  });
});

describe('a download that fails', () => {
  it('is tried again with patience', async () => {
    const made = world({ steps: [brokenDownload, brokenDownload], retryDelays: [1, 2] });
    expect(existsSync(await createToolchain(made.props).tool('greeter'))).toBe(true);
    expect(made.builds()).toHaveLength(3);
    expect(made.reported.filter((line) => line.startsWith('greeter: a download failed'))).toHaveLength(2);
  });

  it('is a diagnostic in the end', async () => {
    const made = world({ steps: [brokenDownload, brokenDownload, brokenDownload], retryDelays: [1, 2] });
    const problem = await problemOf(made);
    expect(problem.check).toBe('tools/download-failed');
    expect(problem.message).toContain('could not be downloaded, in 3 attempts');
    expect(problem.message).toContain('dial tcp: i/o timeout');
    expect(problem.message).not.toContain('go: downloading');
    expect(problem.fix).toContain('GOPROXY');
  });

  it('leaves nothing behind that a later call would take for a program', async () => {
    const made = world({ steps: [brokenDownload], retryDelays: [] });
    await problemOf(made);
    expect(readdirSync(join(made.folder, 'bin', 'greeter'))).toEqual([]);
    expect(existsSync(await createToolchain(made.props).tool('greeter'))).toBe(true);
  });
});
