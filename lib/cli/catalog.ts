import { toYaml } from '../core/yaml';
import { Catalog, catalogDocument, type Declared } from '../metric/catalog';
import { foreignCatalog, type ForeignCatalog } from '../metric/exporters/foreign';
import { nearest } from '../core/names';
import { mistake } from '../core/problem';
import { recordingsOf } from '../rule/group';
import type { CommandResult } from './result';
import { loadSystems } from './project';

export interface CatalogOptions {
  readonly project: string;
  /** Only these; without any, all systems, unless exporters are named. */
  readonly systems: readonly string[];
  /** Each `name=job`, or a name that is the job too. */
  readonly exporters: readonly string[];
  readonly targetLabels: readonly string[];
  readonly format: 'yaml' | 'json';
}

/**
 * Prints what the systems of a project declare and what exporters answer, in the format that `belfry lint --catalog` reads.
 * In YAML a comment says of each exporter how its metrics are known.
 */
export async function printCatalog({ project, systems, exporters, targetLabels, format }: CatalogOptions): Promise<CommandResult> {
  const declared = systems.length === 0 && exporters.length > 0 ? [] : await declaredBy(project, systems);
  const foreign = exporters.map((exporter) => named(exporter, targetLabels));
  // What a system declares of an exporter's job itself is what counts.
  const own = new Set(declared.flatMap(keysOf));
  const document = catalogDocument(new Catalog([...declared, ...foreign.flatMap(({ metrics }) => metrics.filter((metric) => !keysOf(metric).some((key) => own.has(key))))]));
  if (format === 'json') return { text: `${JSON.stringify(document, null, 2)}\n`, exitStatus: 0 };
  return { text: `${foreign.map(({ provenance }) => `# ${provenance}\n`).join('')}${toYaml(document)}`, exitStatus: 0 };
}

async function declaredBy(project: string, systems: readonly string[]): Promise<readonly Declared[]> {
  const all = await loadSystems(project);
  for (const name of systems) {
    if (all.some((system) => system.name === name)) continue;
    const names = all.map((system) => system.name);
    const close = nearest(name, names);
    throw mistake({ check: 'project/unknown-system', message: `there is no system '${name}'`, place: { file: project }, fix: close === undefined ? `name one of ${names.join(', ')}` : `did you mean '${close}'?` });
  }
  const chosen = systems.length === 0 ? all : all.filter(({ name }) => systems.includes(name));
  return chosen.flatMap(({ metrics, groups }) => [...metrics, ...recordingsOf(groups)]);
}

function named(exporter: string, targetLabels: readonly string[]): ForeignCatalog {
  const [name = '', job = name] = exporter.split('=');
  return foreignCatalog({ name, job, targetLabels });
}

function keysOf({ declaration: { name, jobs } }: Declared): readonly string[] {
  return jobs.map((job) => `${job} ${name}`);
}
