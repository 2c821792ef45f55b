import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mistake } from '../../lib/core/problem';
import { command } from '../cluster/command';
import { eventually, startFile, type RunningProgram } from './running-program';

/** A PostgreSQL of Debian's package with a standby, which nothing but a socket in a folder of its own leads to. */
export interface PostgresServer {
  /** How a client of Go's `lib/pq` reaches it. */
  readonly dataSource: string;
  readonly query: (statement: string) => Promise<string>;
  /** A session that waits until the server stops, so that there is one at every scrape. */
  readonly wait: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Where Debian keeps the programs of each version. */
const versionsFolder = '/usr/lib/postgresql';

/** The user that owns nothing, `nobody` of Debian's base-passwd: PostgreSQL refuses to run as root. */
const nobody = 65_534;

const owner = 'scrape';

/** The folder with the programs of the newest PostgreSQL there is. */
function programsFolder(): string {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder).sort((a, b) => Number(b) - Number(a)) : [];
  const newest = versions.map((version) => join(versionsFolder, version, 'bin')).find((folder) => existsSync(join(folder, 'postgres')));
  if (newest !== undefined) return newest;
  throw mistake({ check: 'tools/scrape', message: `there is no PostgreSQL in ${versionsFolder}`, place: { subject: 'npm run catalog:scrape -- postgres' }, fix: 'apt-get install --no-install-recommends postgresql' });
}

/** A program and its arguments, run by somebody else where this one is root. */
function unprivileged(file: string, args: readonly string[]): readonly [file: string, args: readonly string[]] {
  if (process.getuid?.() !== 0) return [file, args];
  return ['setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', file, ...args]];
}

/** A primary and its standby, with the extension that measures statements. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = programsFolder();
  const folder = mkdtempSync(join(tmpdir(), 'belfry-postgres-'));
  if (process.getuid?.() === 0) chownSync(folder, nobody, nobody);
  const running: RunningProgram[] = [];
  const run = (name: string, ...args: readonly string[]): Promise<string> => command(...unprivileged(join(programs, name), args), { cwd: folder });
  /** The number is no port: nobody listens. It names the socket. */
  const serve = async (data: string, socket: string): Promise<void> => {
    const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, `port=${socket}`, 'shared_preload_libraries=pg_stat_statements', 'fsync=off'];
    const program = startFile(...unprivileged(join(programs, 'postgres'), ['-D', join(folder, data), ...settings.flatMap((setting) => ['-c', setting])]));
    running.push(program);
    await eventually(`readiness of the ${data}`, () => run('pg_isready', '--host', folder, '--port', socket), program);
  };
  const stop = async (): Promise<void> => {
    // Nothing of it is needed again, so no session is waited for.
    for (const data of ['standby', 'primary'].filter((name) => existsSync(join(folder, name, 'postmaster.pid')))) await run('pg_ctl', 'stop', '--pgdata', join(folder, data), '--mode=immediate', '--no-wait');
    for (const program of running.reverse()) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await run('initdb', '--pgdata', join(folder, 'primary'), '--username', owner, '--auth=trust', '--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C');
    await serve('primary', '5432');
    await run('pg_basebackup', '--host', folder, '--username', owner, '--pgdata', join(folder, 'standby'), '--write-recovery-conf', '--create-slot', '--slot', 'standby', '--checkpoint=fast', '--no-sync');
    await serve('standby', '5433');
    const session = ['--host', folder, '--username', owner, '--dbname', 'postgres', '--no-psqlrc', '--tuples-only', '--no-align', '--command'];
    const query = (statement: string): Promise<string> => run('psql', ...session, statement);
    const wait = async (): Promise<void> => {
      const program = startFile(...unprivileged(join(programs, 'psql'), [...session, 'SELECT pg_sleep(86400)']));
      running.push(program);
      await eventually('a session that waits', async () => ((await query("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).trim() === '1' ? true : undefined), program);
    };
    return { dataSource: `host=${folder} user=${owner} dbname=postgres sslmode=disable`, query, wait, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
