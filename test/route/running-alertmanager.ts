import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderedRouting } from '../../lib/route/render';
import type { Routing } from '../../lib/route/routing';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { writeAlertmanager } from './alertmanager-files';

export interface RunningAlertmanager {
  readonly url: string;
  readonly program: RunningProgram;
  /** Sends alerts as Prometheus does; one that `endsAt` a past moment is over. */
  readonly send: (...alerts: readonly SentAlert[]) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Ends it at once, without a word to its peers. */
  readonly kill: () => Promise<void>;
}

export interface SentAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
}

export interface AlertmanagerOptions {
  /** The content of the file of a Secret, named `secret/key`. */
  readonly secretContent?: (name: string) => string;
  /** Flags for gossip. @default it runs alone */
  readonly gossip?: readonly string[];
}

/** Starts a real Alertmanager that follows the tree, and waits until it is ready. */
export async function startAlertmanager(tree: Routing | RenderedRouting, { secretContent, gossip }: AlertmanagerOptions = {}): Promise<RunningAlertmanager> {
  return run(writeAlertmanager(tree, secretContent), gossip);
}

/** The same for a configuration of any origin. */
export async function startAlertmanagerOn(config: string): Promise<RunningAlertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-alertmanager-'));
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, config);
  return run({ folder, config: file, environment: {}, remove: () => { rmSync(folder, { recursive: true }); } });
}

interface Files {
  readonly folder: string;
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

async function run(files: Files, gossip: readonly string[] = ['--cluster.listen-address=']): Promise<RunningAlertmanager> {
  const port = await freePort();
  const program = await start('alertmanager', [`--config.file=${files.config}`, `--storage.path=${join(files.folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, '--web.external-url=https://alertmanager.example', '--web.route-prefix=/', ...gossip], files.environment);
  const url = `http://127.0.0.1:${port}`;
  await eventually('Alertmanager gets ready', () => get(`${url}/-/ready`), [program]);
  return {
    url,
    program,
    send: async (...alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(alerts) });
      if (!response.ok) throw new Error(await response.text());
    },
    stop: async () => {
      await program.stop();
      files.remove();
    },
    kill: async () => {
      await program.kill();
      files.remove();
    },
  };
}
