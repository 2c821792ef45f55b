import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { runCommand } from '../lib/cli/run';
import { parseJson, text } from './proof/data';
import type { SchemaSource } from './schemas/sources';
import { kubernetesKinds, schemaSources } from './schemas/sources';
import type { SchemaFile } from './schemas/trim';
import { fromDefinitions, fromOpenApi, schemaText } from './schemas/trim';
import { runProcess } from './toolchain/run-process';

/** `npm run schemas`: takes the schemas in `test/schemas/` out of the sources that `sources.ts` pins. */
const target = resolve(__dirname, '..', 'test', 'schemas');

void runCommand(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-schemas-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module belfry/schemas\n');
    for (const source of schemaSources) writeFileSync(join(target, `${source.name}.json`), schemaText(trimmed(source, await download(folder, source))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { text: `${String(schemaSources.length)} files in test/schemas/\n`, exitStatus: 0 };
});

/** The folder of a module's sources; Go itself asks the checksum database, and the sum must be the pinned one. */
async function download(folder: string, { module, version, sum }: SchemaSource): Promise<string> {
  const { stdout, stderr } = await runProcess('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: folder });
  const answer = parseJson(stdout);
  if (text(answer, 'Sum') !== sum || text(answer, 'Dir') === '') throw new Error(`${module}@${version} is ${text(answer, 'Sum')}, wanted ${sum}: ${text(answer, 'Error')}${stderr}`);
  return text(answer, 'Dir');
}

function trimmed({ module, version, sum, content }: SchemaSource, folder: string): SchemaFile {
  const source = `${module} ${version} ${sum}`;
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  if (content.kind === 'openapi') return fromOpenApi(source, parseJson(read(content.path)) ?? {}, kubernetesKinds);
  return fromDefinitions(source, content.paths.map((path) => parseJson(JSON.stringify(parse(read(path)))) ?? {}));
}
