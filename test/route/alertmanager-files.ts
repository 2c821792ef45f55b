import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Data } from '../../lib/core/yaml';
import { toYaml } from '../../lib/core/yaml';
import { renderRouting } from '../../lib/route/render';
import type { RenderedRouting } from '../../lib/route/render';
import type { Routing } from '../../lib/route/routing';

/** The files of an Alertmanager in a folder of their own. */
export interface AlertmanagerFiles {
  readonly folder: string;
  readonly config: string;
  /** Glob of the templates. */
  readonly templates: string;
  /** What the program's environment must hold. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** Writes what a tree renders to, with templates and the content of Secrets where the configuration then finds them. */
export function writeAlertmanager(tree: Routing | RenderedRouting, secretContent: (file: string) => string = () => 'https://example.org'): AlertmanagerFiles {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-alertmanager-'));
  const { config, templates, secrets, environment } = 'root' in tree ? renderRouting(tree) : tree;
  for (const { name, content } of templates) writeFileSync(join(folder, `${name}.tmpl`), content);
  const glob = join(folder, '*.tmpl');
  const moved: Record<string, Data> = { ...config, ...(templates.length === 0 ? {} : { templates: [glob] }) };
  let text = toYaml(moved);
  let variables = environment;
  for (const { secret, key } of secrets) {
    const path = join(folder, `${secret}.${key}`);
    writeFileSync(path, secretContent(`${secret}/${key}`));
    text = text.replaceAll(`/etc/secrets/${secret}/${key}`, path);
    variables = variables.map(({ name, value }) => ({ name, value: value.replace(`/etc/secrets/${secret}/${key}`, path) }));
  }
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, text);
  return { folder, config: file, templates: glob, environment: Object.fromEntries(variables.map(({ name, value }) => [name, value])), remove: () => { rmSync(folder, { recursive: true }); } };
}
