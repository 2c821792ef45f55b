import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { mistake } from '../core/problem';
import type { Dashboard } from '../dashboard/model';
import type { System } from '../rule/system';

/** Where a project lists its systems, unless told otherwise. */
export const defaultProject = 'rules/index.ts';

/** Where a project lists its dashboards, unless told otherwise. */
export const defaultDashboards = 'dashboards/index.ts';

/**
 * Loads the systems of a project: a module that exports `systems`. TypeScript is read as it is.
 *
 * @throws BelfryError when there is no such module, or it exports no systems
 */
export function loadSystems(path: string): Promise<readonly System[]> {
  return loadExport({ path, option: '--project', name: 'systems', type: 'System', isRight: isSystems });
}

/**
 * Loads the dashboards of a project: a module that exports `dashboards`. TypeScript is read as it is.
 *
 * @throws BelfryError when there is no such module, or it exports no dashboards
 */
export function loadDashboards(path: string): Promise<readonly Dashboard[]> {
  return loadExport({ path, option: '--dashboards', name: 'dashboards', type: 'Dashboard', isRight: isDashboards });
}

interface Wanted<T> {
  readonly path: string;
  /** With which option the module is named. */
  readonly option: string;
  readonly name: string;
  readonly type: string;
  readonly isRight: (value: unknown) => value is readonly T[];
}

async function loadExport<T>({ path, option, name, type, isRight }: Wanted<T>): Promise<readonly T[]> {
  const file = resolve(path);
  if (!existsSync(file)) {
    throw mistake({ check: 'project/missing', message: `there is no ${path} here`, place: { file }, fix: `go to the folder of the project, or name the module that exports its ${name} with ${option}` });
  }
  if (/\.[cm]?ts$/.test(file)) {
    const { register } = await import('tsx/cjs/api');
    register();
  }
  const loaded: unknown = createRequire(file)(file);
  const found = exported(loaded, name);
  if (!isRight(found)) {
    throw mistake({ check: `project/no-${name}`, message: `the module exports no ${name}`, place: { file }, fix: `write: export const ${name}: readonly ${type}[] = [...]` });
  }
  return found;
}

/** An ES module that was made CommonJS may carry its exports under `default`. */
function exported(loaded: unknown, name: string): unknown {
  if (typeof loaded !== 'object' || loaded === null) return undefined;
  const own = Object.entries(loaded).find(([key]) => key === name)?.[1] as unknown;
  return own === undefined && 'default' in loaded ? exported(loaded.default, name) : own;
}

function isSystems(value: unknown): value is readonly System[] {
  return Array.isArray(value) && value.every((system) => typeof system === 'object' && system !== null && 'metrics' in system && 'groups' in system);
}

function isDashboards(value: unknown): value is readonly Dashboard[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'uid' in one && 'rows' in one);
}
