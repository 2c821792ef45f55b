import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = resolve(__dirname, '../..');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-preview-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function node(...args: readonly string[]): Ended {
  return spawnSync(process.execPath, ['--import', 'tsx', ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

/** The command as a user calls it. */
const preview = (...args: readonly string[]): Ended => node('lib/cli/main.ts', 'preview', ...args);

describe('belfry preview', () => {
  test('writes a list and the pages that were asked for', () => {
    const output = join(folder, 'some');
    expect(preview('--output', output, '--only', 'canvascast-overview', '--only', 'belfry-nodes')).toEqual(expect.objectContaining({ status: 0, stdout: `2 dashboards in ${join(output, 'index.html')}\n`, stderr: '' }));
    expect(readdirSync(output).sort()).toEqual(['belfry-nodes.html', 'canvascast-overview.html', 'index.html']);
    expect(readFileSync(join(output, 'belfry-nodes.html'), 'utf8')).toContain('Generated data: nothing here was measured.');
  }, 60_000);

  test.each<readonly [string, readonly string[], RegExp]>([
    ['an unknown dashboard', ['--only', 'canvascast-overvew'], /preview\/unknown-dashboard[^]*did you mean 'canvascast-overview'\?/],
    ['a module that is not there', ['--dashboards', 'no/such.ts'], /project\/missing[^]*--dashboards/],
    ['a module without dashboards', ['--dashboards', 'rules/index.ts'], /project\/no-dashboards[^]*export const dashboards/],
    ['an unknown alert', ['--alert', 'HighErorRate'], /preview\/unknown-alert[^]*did you mean 'HighErrorRate'\?/],
    ['an alert that Prometheus should show', ['--alert', 'HighErrorRate', '--prometheus', 'http://127.0.0.1:9'], /preview\/alert-and-prometheus/],
    ['a width that is none', ['--width', 'wide'], /preview\/width[^]*'wide' is no width/],
    ['a Prometheus that does not answer', ['--prometheus', 'http://127.0.0.1:9', '--only', 'canvascast-business'], /preview\/unreachable[^]*check the address/],
    ['a browser that is not there', ['--only', 'canvascast-business', '--pictures', '--browser', 'no/such/browser'], /preview\/browser[^]*--browser/],
  ])('%s is a diagnostic, and no stack trace', (_what, args, message) => {
    const { status, stderr } = preview('--output', join(folder, 'never'), ...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  }, 60_000);

  test('a machine without a browser is told what to install', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', 'preview', '--output', join(folder, 'blind'), '--only', 'canvascast-business', '--pictures'], { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', PATH: folder } });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/preview\/no-browser[^]*there is no Chromium on this machine[^]*apt-get install chromium/)]);
  }, 60_000);

  test('lets an alert fire', () => {
    const output = join(folder, 'night');
    expect(preview('--output', output, '--only', 'canvascast-overview', '--alert', 'HighErrorRate').status).toBe(0);
    expect(readFileSync(join(output, 'canvascast-overview.html'), 'utf8')).toContain('as while HighErrorRate fires');
  }, 60_000);

  test('writes nothing when it cannot draw', () => {
    const output = join(folder, 'nothing');
    expect(preview('--output', output, '--only', 'no-such-dashboard').status).toBe(1);
    expect(existsSync(output)).toBe(false);
  }, 60_000);
});

describe('other commands', () => {
  // esbuild is not among them: tsx has loaded it already, to read TypeScript.
  const heavy = /node_modules\/(uplot|playwright-core)\/|lib\/preview\//;

  /** The modules that a command has loaded when it ends. */
  function loadedBy(...args: readonly string[]): readonly string[] {
    const spy = join(folder, 'spy.cjs');
    const list = join(folder, 'loaded.json');
    writeFileSync(spy, `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache))));`);
    node('--require', spy, ...args);
    const loaded: unknown = JSON.parse(readFileSync(list, 'utf8'));
    return Array.isArray(loaded) ? loaded.map(String) : [];
  }

  test('do not load what only previews need', () => {
    expect(loadedBy('lib/cli/main.ts', '--help').length).toBeGreaterThan(5);
    expect(loadedBy('lib/cli/main.ts', '--help').filter((path) => heavy.test(path))).toEqual([]);
    expect(loadedBy('charts/main.ts', '--help').filter((path) => heavy.test(path))).toEqual([]);
    expect(loadedBy('lib/cli/main.ts', 'preview', '--output', join(folder, 'loaded'), '--only', 'canvascast-business').filter((path) => heavy.test(path))).not.toEqual([]);
  }, 60_000);
});
