import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideServer } from '../../../tools/cluster/manifests';
import { eventually, freePort, start, type RunningProgram } from '../../component/running-program';

/** A cold build of CoreDNS takes a minute on two cores; a busy machine gets ten. */
const patience = 600_000;

describe('names outside the cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-names-'));
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  let program: RunningProgram | undefined;

  beforeAll(async () => {
    const file = join(folder, 'Corefile');
    writeFileSync(file, outsideServer({ 'events.pagerduty.com': '10.96.0.20', 'api.canvascast.example.com': '10.96.0.21' }));
    const port = await freePort();
    program = await start('coredns', ['-conf', file, '-dns.port', String(port)]);
    resolver.setServers([`127.0.0.1:${port}`]);
    await eventually('an answer', async () => ((await resolver.resolve4('events.pagerduty.com')).length > 0 ? true : undefined), [program]);
  }, patience);
  afterAll(async () => {
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lead to the address that they were given', async () => {
    expect(await resolver.resolve4('events.pagerduty.com')).toEqual(['10.96.0.20']);
    expect(await resolver.resolve4('api.canvascast.example.com')).toEqual(['10.96.0.21']);
  });

  it('exist without an address of version 6', async () => {
    await expect(resolver.resolve6('events.pagerduty.com')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it.each(['example.com', 'pagerduty.com', 'deep.events.pagerduty.com', 'eventsxpagerduty.com'])('do not exist otherwise: %s', async (name) => {
    await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
