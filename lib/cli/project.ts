import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { mistake } from '../core/problem';
import type { System } from '../rule/system';

/** Where a project lists its systems, unless told otherwise. */
export const defaultProject = 'rules/index.ts';

/**
 * Loads the systems of a project: a module that exports `systems`. TypeScript is read as it is.
 *
 * @throws BelfryError when there is no such module, or it exports no systems
 */
export async function loadSystems(path: string): Promise<readonly System[]> {
  const file = resolve(path);
  if (!existsSync(file)) {
    throw mistake({ check: 'project/missing', message: `there is no ${path} here`, place: { file }, fix: `go to the folder of the project, or name the module that exports its systems with --project` });
  }
  if (/\.[cm]?ts$/.test(file)) {
    const { register } = await import('tsx/cjs/api');
    register();
  }
  const loaded: unknown = createRequire(file)(file);
  const systems = exported(loaded);
  if (systems === undefined) {
    throw mistake({ check: 'project/no-systems', message: 'the module exports no systems', place: { file }, fix: 'write: export const systems: readonly System[] = [...]' });
  }
  return systems;
}

/** An ES module that was made CommonJS may carry its exports under `default`. */
function exported(loaded: unknown): readonly System[] | undefined {
  if (typeof loaded !== 'object' || loaded === null) return undefined;
  if ('systems' in loaded && isSystems(loaded.systems)) return loaded.systems;
  return 'default' in loaded ? exported(loaded.default) : undefined;
}

function isSystems(value: unknown): value is readonly System[] {
  return Array.isArray(value) && value.every((system) => typeof system === 'object' && system !== null && 'metrics' in system && 'groups' in system);
}
