import type { Data } from '../core/yaml';
import { toYaml } from '../core/yaml';
import { madeByBelfry } from './dist';

/** A component's file: its objects in the order in which they can be applied, under a header that says whose file it is. */
export function manifestFile(environment: string, component: string, objects: readonly Data[]): string {
  const header = `${madeByBelfry}: ${component} of the environment ${environment}. Do not edit; change the code and synthesize again.`;
  return objects.map((object, index) => toYaml(object, index === 0 ? { header } : {})).join('---\n');
}
