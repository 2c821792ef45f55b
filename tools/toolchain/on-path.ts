import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the shell would find a program; undefined where it would not. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
