import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Program } from './program';

/**
 * Twelve hexadecimal digits that change whenever a build could come out different: with the pins, with the recipe, with
 * the machine's kind, and with any file of the family where the program's own source stands there.
 */
export async function fingerprint(program: Program, familyFolder: string): Promise<string> {
  const hash = createHash('sha256');
  const { package: mainPackage, tags, stamps, missingFiles, cgo } = program;
  hash.update(JSON.stringify([process.platform, process.arch, mainPackage, tags, stamps, missingFiles ?? null, ...(cgo === undefined ? [] : ['cgo'])]));
  const isOwnSource = mainPackage.startsWith('.');
  const files = isOwnSource ? await filesBelow(familyFolder) : [join(familyFolder, 'go.mod'), join(familyFolder, 'go.sum')];
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`\n${relative(familyFolder, file)} ${content.length}\n`);
    hash.update(content);
  }
  return hash.digest('hex').slice(0, 12);
}

/** All files in a folder and its folders, in a stable order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
