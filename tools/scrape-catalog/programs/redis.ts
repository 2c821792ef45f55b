import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../cluster/command';
import { debianProgram } from '../debian-program';
import { eventually, freeAddresses, get, metricsPage, startFile, type RunningProgram } from '../running-program';
import type { Scene, Scrape } from '../scrape';

const portOf = (address: string): string => address.split(':')[1] ?? '';

/** Asks a server, which may refuse: its words are the answer then. */
function ask(address: string, ...words: readonly string[]): Promise<string> {
  return command(debianProgram('redis-cli', 'redis-tools'), ['-h', '127.0.0.1', '-p', portOf(address), ...words]);
}

async function startServer({ folder }: Scene, address: string, ...settings: readonly string[]): Promise<RunningProgram> {
  const own = join(folder, portOf(address));
  mkdirSync(own);
  const program = startFile(debianProgram('redis-server', 'redis-server'), ['--bind', '127.0.0.1', '--port', portOf(address), '--dir', own, '--save', '', ...settings]);
  await eventually(`an answer of Redis at ${address}`, async () => ((await ask(address, 'PING')).trim() === 'PONG' ? true : undefined), program);
  return program;
}

/** The exporter beside a server with a limit of memory and a replica: both are asked, because each tells of the other. */
export const scrapeRedis: Scrape = async (scene) => {
  const { primary, replica, http } = await freeAddresses('primary', 'replica', 'http');
  const running: RunningProgram[] = [];
  try {
    running.push(await startServer(scene, primary, '--maxmemory', '64mb', '--slowlog-log-slower-than', '0', '--latency-monitor-threshold', '1', '--enable-debug-command', 'yes'));
    running.push(await startServer(scene, replica, '--replicaof', '127.0.0.1', portOf(primary)));
    for (const words of [['SET', 'order', '1', 'EX', '3600'], ['GET', 'order'], ['GET', 'nobody'], ['DEBUG', 'SLEEP', '0.05'], ['HGET', 'order', 'field']]) await ask(primary, ...words);
    const exporter = startFile(debianProgram('prometheus-redis-exporter', 'prometheus-redis-exporter'), ['--web.listen-address', http, '--redis.addr', `redis://${primary}`]);
    running.push(exporter);
    await eventually('the link of the replica', async () => ((await ask(replica, 'INFO', 'replication')).includes('master_link_status:up') ? true : undefined), exporter);
    const page = await metricsPage(exporter, http, ['redis_up', 'redis_memory_used_bytes', 'redis_db_keys', 'redis_connected_slave_offset_bytes', 'redis_commands_total']);
    return [page, (await get(http, `/scrape?target=redis://${replica}`)) ?? ''].join('\n');
  } finally {
    for (const program of running.reverse()) await program.stop();
  }
};
