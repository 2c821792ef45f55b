import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { filesBelow } from './fingerprint';
import type { MissingFiles } from './program';

/** Runs `go` with these arguments in the family's folder and gives its standard output, or throws a diagnostic. */
export type Go = (args: readonly string[]) => Promise<string>;

/**
 * Copies a published module into `workFolder`, adds the files that it lacks, and writes a go.mod beside the copy that
 * points the build at it. The module cache is never touched; Go's overlays are no way, because they refuse files there.
 * Returns the path of that go.mod.
 */
export async function completeModule({ module, files }: MissingFiles, familyFolder: string, workFolder: string, go: Go): Promise<string> {
  await go(['mod', 'download', module]);
  const published = (await go(['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', module])).trim();
  const copy = join(workFolder, 'module');
  for (const file of await filesBelow(published)) {
    const target = join(copy, relative(published, file));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
  }
  for (const [path, content] of Object.entries(files)) {
    const target = join(copy, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  const pinned = await readFile(join(familyFolder, 'go.mod'), 'utf8');
  const moduleFile = join(workFolder, 'go.mod');
  await writeFile(moduleFile, `${pinned}\nreplace ${module} => ${copy}\n`);
  await copyFile(join(familyFolder, 'go.sum'), join(workFolder, 'go.sum'));
  return moduleFile;
}
