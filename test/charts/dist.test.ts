import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const root = resolve(__dirname, '../..');

/** Path below the folder to content. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

describe('npm run synth', () => {
  let folder: string;
  let output: string;

  const synth = (...environments: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync('npm', ['run', '--silent', 'synth', '--', ...environments], { cwd: root, encoding: 'utf8', env: { ...process.env, CDK8S_OUTDIR: output, NO_COLOR: '1' } });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'belfry-synth-'));
    output = join(folder, 'dist');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('writes what is committed in dist/, byte for byte, and says what it made', () => {
    const { status, stdout, stderr } = synth();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^small: \d+ components, \d+ objects, \d+ alerts, \d+ recordings, \d+ routes, \d+ dashboards, \d+ panels, \d+ checks/);
    expect(filesOf(output)).toEqual(filesOf(join(root, 'dist')));
  });

  test('an unknown environment is a diagnostic, and nothing is written', () => {
    const { status, stdout, stderr } = synth('smal');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/synth\/unknown-environment[^]*charts\/environments\/index\.ts[^]*there is no environment 'smal'[^]*did you mean 'small'\?/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one environment replaces its own part and leaves the others', () => {
    cpSync(join(root, 'dist'), output, { recursive: true });
    writeFileSync(join(output, 'small', 'leftover.yaml'), '# Made by Belfry: something that is no longer made\n');
    cpSync(join(output, 'small'), join(output, 'another'), { recursive: true });
    expect(synth('small').stdout).toContain('- small/leftover.yaml');
    expect(Object.keys(filesOf(join(output, 'another')))).toContain('leftover.yaml');
    expect(filesOf(join(output, 'small'))).toEqual(filesOf(join(root, 'dist', 'small')));
  });

  test('a half-written dist/ is made whole again', () => {
    cpSync(join(root, 'dist'), output, { recursive: true });
    rmSync(join(output, 'small', 'loki.yaml'));
    writeFileSync(join(output, 'small', 'prometheus.yaml'), '# Made by Belfry: prometheus of the environment small.\napiVersion: v1\nki');
    expect(synth().stdout).toMatch(/\+ small\/loki\.yaml[^]*~ small\/prometheus\.yaml/);
    expect(filesOf(output)).toEqual(filesOf(join(root, 'dist')));
  });

  test('a dist/ with somebody else in it is left alone', () => {
    cpSync(join(root, 'dist'), output, { recursive: true });
    writeFileSync(join(output, 'small', 'mine.yaml'), 'kind: Secret\n');
    const before = filesOf(output);
    const { status, stderr } = synth();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/small\/mine\.yaml was not written by Belfry[^]*fix:/) });
    expect(filesOf(output)).toEqual(before);
  });
});
