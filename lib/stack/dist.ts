import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { mistake } from '../core/problem';

/** First words of every file that Belfry writes: how it knows which files it may replace. */
export const madeByBelfry = 'Made by Belfry';

/** What a synthesis changed in its folder, as paths relative to it. */
export interface DistChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Replaces a folder by these files, as a whole or not at all: the files are written beside it first and take its place
 * in one rename. When nothing differs the folder is left as it is.
 *
 * @param folder the folder, which need not exist
 * @param files path relative to the folder, with `/`, to content
 * @throws BelfryError when the folder holds a file that Belfry did not write, or cannot be written
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): DistChange {
  const target = resolve(folder);
  const before = readFolder(target);
  const change = compare(before, files);
  if (change.added.length + change.changed.length + change.removed.length === 0) return change;
  const parent = dirname(target);
  attempt(target, () => {
    mkdirSync(parent, { recursive: true });
    const next = mkdtempSync(join(parent, `.${basename(target)}-next-`));
    try {
      for (const [path, content] of files) {
        mkdirSync(dirname(join(next, path)), { recursive: true });
        writeFileSync(join(next, path), content);
      }
      swap(target, next);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  });
  return change;
}

/** Moves the old folder aside, the new one in, and the old one back should that fail. */
function swap(target: string, next: string): void {
  const previous = `${next}-previous`;
  const existed = existsSync(target);
  if (existed) renameSync(target, previous);
  try {
    renameSync(next, target);
  } catch (error) {
    if (existed) renameSync(previous, target);
    throw error;
  }
  rmSync(previous, { recursive: true, force: true });
}

function readFolder(target: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(target)) return found;
  attempt(target, () => {
    for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const file = join(entry.parentPath, entry.name);
      const content = readFileSync(file, 'utf8');
      if (!content.startsWith(`# ${madeByBelfry}`)) throw foreignFile(target, relative(target, file));
      found.set(relative(target, file), content);
    }
  });
  return found;
}

function foreignFile(target: string, path: string): Error {
  return mistake({
    check: 'dist/foreign-file',
    message: `${path} was not written by Belfry`,
    place: { subject: `folder ${target}`, file: join(target, path) },
    why: 'the whole folder is replaced, so the file would be lost',
    fix: 'move the file elsewhere, or synthesize into another folder',
  });
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): DistChange {
  const paths = [...after.keys()].sort();
  return {
    added: paths.filter((path) => !before.has(path)),
    changed: paths.filter((path) => before.has(path) && before.get(path) !== after.get(path)),
    removed: [...before.keys()].filter((path) => !after.has(path)).sort(),
  };
}

/** A failure of the file system is the user's to mend, not a crash. */
function attempt(target: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw mistake({
      check: 'dist/unwritable',
      message: `the folder cannot be replaced: ${code}`,
      place: { subject: `folder ${target}` },
      why: 'the manifests are written beside the folder and then take its place; nothing was changed',
      fix: code === 'ENOSPC' ? 'make room on the disk' : 'make the folder and its parent writable directories, or name another folder',
    });
  }
}

/** `EACCES` and its like; undefined for anything that is no failure of the system. */
function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error && typeof error.code === 'string' ? error.code : undefined;
}
