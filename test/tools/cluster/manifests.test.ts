import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { layoutOf } from '../../../tools/cluster/layout';
import { nameServiceConfig, volumes } from '../../../tools/cluster/manifests';

describe('the name service', () => {
  const corefile = JSON.stringify(nameServiceConfig({ 'events.pagerduty.com': '10.96.0.20' }));
  const [own = '', outside = ''] = corefile.split('}\\n. {');

  it('answers for the cluster apart from the rest, because CoreDNS asks `template` before `kubernetes`', () => {
    expect(own).toContain('kubernetes cluster.local');
    expect(own).not.toContain('template');
    expect(outside).not.toContain('kubernetes');
  });

  it('asks nobody else', () => {
    expect(outside).toContain('10.96.0.20');
    expect(corefile).not.toContain('forward');
  });
});

describe('the volumes', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'belfry-volumes-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are as many on each node, of the class that is the default, each a folder that is there and that no other volume has', async () => {
    const layout = layoutOf(folder);
    const [storageClass, ...all] = await volumes(layout, 2);
    expect(storageClass).toMatchObject({ kind: 'StorageClass', metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }, volumeBindingMode: 'WaitForFirstConsumer' });
    const of = (node: string): readonly object[] => all.filter((volume) => stringify(volume).includes(`- ${node}\n`));
    expect(of('node1').length).toBeGreaterThan(8);
    expect(of('node1').length + of('node2').length).toBe(all.length);
    expect(of('node1')).toHaveLength(of('node2').length);
    const paths = all.map((volume) => /path: (\S+)/.exec(stringify(volume))?.[1] ?? '');
    expect(paths.every((path) => path.startsWith(folder) && existsSync(path))).toBe(true);
    expect(new Set(paths).size).toBe(all.length);
    for (const volume of all) expect(volume).toMatchObject({ spec: { storageClassName: 'local', persistentVolumeReclaimPolicy: 'Retain' } });
  });
});
