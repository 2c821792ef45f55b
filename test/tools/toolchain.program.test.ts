import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { BelfryError, type Problem } from '../../lib/core/problem';
import { program } from '../../tools/toolchain/program';
import { runProcess, type ProcessResult } from '../../tools/toolchain/run-process';
import { createToolchain, type Toolchain } from '../../tools/toolchain/toolchain';

/** A Go program without dependencies, so that the real `go` builds it with the network cut off. */
const echo = `package main

import "fmt"

var version = "unset"

func main() {
	fmt.Println("echo", version)
}
`;

const minute = 60_000;
const folders: string[] = [];

/** A folder like `tools/` with one family in it. */
function family(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'belfry-go-')));
  folders.push(folder);
  mkdirSync(join(folder, 'echo'));
  const whole = { 'go.mod': 'module belfry/test/echo\n\ngo 1.21\n', 'go.sum': '', 'main.go': echo, ...files };
  for (const [name, content] of Object.entries(whole)) writeFileSync(join(folder, 'echo', name), content);
  return folder;
}

const offline = { ...process.env, GOPROXY: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' };
const programs = { echo: program({ family: 'echo', package: '.', stamps: { 'main.version': '1.2.3' }, coldSeconds: 10 }) };

function toolchainIn(folder: string): Toolchain<'echo'> {
  return createToolchain({ programs, folder, environment: offline, report: () => undefined, retryDelays: [] });
}

async function problemIn(folder: string): Promise<Problem | undefined> {
  const outcome: unknown = await toolchainIn(folder).tool('echo').catch((error: unknown) => error);
  return outcome instanceof BelfryError ? outcome.problems[0] : undefined;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('the real go', () => {
  it('builds a program whose source stands in the family, and sets its version', async () => {
    const { status, stdout } = await toolchainIn(family({})).runTool('echo', []);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'echo 1.2.3\n' });
  }, minute);

  it('has its complaint about go.mod shown where it stands', async () => {
    const folder = family({ 'go.mod': 'module belfry/test/echo\n\ngo 1.21\n\nrequir example.org/m v1.0.0\n' });
    expect(await problemIn(folder)).toMatchObject({
      check: 'tools/build-failed',
      place: { file: relative(process.cwd(), join(folder, 'echo', 'go.mod')), line: 5, excerpt: { text: 'requir example.org/m v1.0.0' } },
    });
  }, minute);

  it('has its complaint about a source shown under a caret', async () => {
    const folder = family({ 'main.go': echo.replace('version)', 'versoin)') });
    const problem = await problemIn(folder);
    expect(problem).toMatchObject({ place: { file: relative(process.cwd(), join(folder, 'echo', 'main.go')), line: 8, column: 22 } });
    expect(problem?.message).toContain('undefined: versoin');
  }, minute);

  it('is told apart from one that is too old', async () => {
    const problem = await problemIn(family({ 'go.mod': 'module belfry/test/echo\n\ngo 1.999\n' }));
    expect(problem).toMatchObject({ check: 'tools/go-too-old', place: { line: 3 } });
  }, minute);
});

describe('two processes at once', () => {
  it('build a program once', async () => {
    const folder = family({});
    const script = `
      const { createToolchain } = require('./tools/toolchain/toolchain');
      const { tool } = createToolchain({ programs: ${JSON.stringify(programs)}, folder: ${JSON.stringify(folder)} });
      void tool('echo').then((path) => process.stdout.write(path));`;
    const start = (): Promise<ProcessResult> =>
      runProcess(process.execPath, ['--import', 'tsx', '--eval', script], { cwd: join(__dirname, '..', '..'), environment: offline });
    const results = await Promise.all([start(), start()]);
    expect(results.map(({ status }) => status)).toEqual([0, 0]);
    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
    expect(results.filter(({ stderr }) => stderr.includes('tools: built echo'))).toHaveLength(1);
  }, minute);
});
