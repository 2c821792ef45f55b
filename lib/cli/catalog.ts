import { toYaml } from '../core/yaml';
import { Catalog, catalogDocument } from '../metric/catalog';
import { nearest } from '../core/names';
import { mistake } from '../core/problem';
import { recordingsOf } from '../rule/group';
import type { CommandResult } from './result';
import { loadSystems } from './project';

/** Prints what the systems of a project declare, in the format that `belfry lint --catalog` reads. */
export async function printCatalog(options: { readonly project: string; readonly systems: readonly string[]; readonly format: 'yaml' | 'json' }): Promise<CommandResult> {
  const all = await loadSystems(options.project);
  for (const name of options.systems) {
    if (all.some((system) => system.name === name)) continue;
    const names = all.map((system) => system.name);
    const close = nearest(name, names);
    throw mistake({ check: 'project/unknown-system', message: `there is no system '${name}'`, place: { file: options.project }, fix: close === undefined ? `name one of ${names.join(', ')}` : `did you mean '${close}'?` });
  }
  const chosen = options.systems.length === 0 ? all : all.filter(({ name }) => options.systems.includes(name));
  const document = catalogDocument(new Catalog(chosen.flatMap(({ metrics, groups }) => [...metrics, ...recordingsOf(groups)])));
  return { text: options.format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : toYaml(document), exitStatus: 0 };
}
