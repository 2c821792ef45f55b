import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentImages, imageArchive } from '../../../tools/cluster/images';
import { runProcess } from '../../../tools/toolchain/run-process';

describe('an image', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'belfry-image-'));
    writeFileSync(join(folder, 'program'), '#!/bin/sh\n', { mode: 0o755 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const make = (): Promise<string> => imageArchive({ reference: 'docker.io/prom/prometheus:v3.15.0', files: { '/bin/prometheus': join(folder, 'program') }, entrypoint: ['/bin/prometheus'] }, folder);
  const member = async (archive: string, name: string): Promise<string> => (await runProcess('tar', ['--extract', '--to-stdout', `--file=${archive}`, name])).stdout;

  it('carries the name, starts the program, and its layer has the digest that it claims', async () => {
    const archive = await make();
    expect(JSON.parse(await member(archive, 'manifest.json'))).toEqual([{ Config: 'config.json', RepoTags: ['docker.io/prom/prometheus:v3.15.0'], Layers: ['layer.tar'] }]);
    const layer = join(folder, 'layer.tar');
    writeFileSync(layer, await member(archive, 'layer.tar'));
    const digest = `sha256:${createHash('sha256').update(readFileSync(layer)).digest('hex')}`;
    expect(JSON.parse(await member(archive, 'config.json'))).toMatchObject({ config: { Entrypoint: ['/bin/prometheus'] }, rootfs: { diff_ids: [digest] } });
    const listing = (await runProcess('tar', ['--list', '--verbose', '--numeric-owner', `--file=${layer}`])).stdout;
    expect(listing).toMatch(/-rwxr-xr-x 0\/0 .* \.\/bin\/prometheus\n/);
    expect(listing).toMatch(/^d\S+ 0\/0 .* \.\/tmp\/$/m);
  });

  it('is the same every time', async () => {
    const first = readFileSync(await make());
    expect(readFileSync(await make()).equals(first)).toBe(true);
  });
});

describe('the images of the components', () => {
  it('stand under the names that the manifests use, and what has no program is named with its reason', () => {
    const { images, notRun } = componentImages();
    const inDist = readFileSync(join(__dirname, '..', '..', '..', 'dist', 'small', 'loki.yaml'), 'utf8');
    expect(images.map(({ reference }) => reference).filter((reference) => inDist.includes(`image: ${reference}\n`))).toHaveLength(1);
    expect(notRun.map(({ component }) => component)).toEqual(['grafana', 'loginProxy']);
    for (const { reason } of notRun) expect(reason).toMatch(/Go module/);
  });
});
