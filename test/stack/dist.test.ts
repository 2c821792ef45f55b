import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { replaceFolder } from '../../lib/stack/dist';

const file = (text: string): string => `# Made by Belfry\n${text}\n`;

describe('replaceFolder', () => {
  let parent: string;
  let dist: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'belfry-dist-'));
    dist = join(parent, 'dist');
  });

  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  test('makes the folder, then tells what changed in it', () => {
    expect(replaceFolder(dist, new Map([['small/a.yaml', file('one')], ['small/b.yaml', file('two')]]))).toEqual({ added: ['small/a.yaml', 'small/b.yaml'], changed: [], removed: [] });
    expect(replaceFolder(dist, new Map([['small/a.yaml', file('three')], ['ha/c.yaml', file('four')]]))).toEqual({ added: ['ha/c.yaml'], changed: ['small/a.yaml'], removed: ['small/b.yaml'] });
    expect(readFileSync(join(dist, 'small/a.yaml'), 'utf8')).toBe(file('three'));
    expect(existsSync(join(dist, 'small/b.yaml'))).toBe(false);
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('leaves an equal folder untouched', () => {
    replaceFolder(dist, new Map([['a.yaml', file('one')]]));
    const { ino } = statSync(dist);
    expect(replaceFolder(dist, new Map([['a.yaml', file('one')]]))).toEqual({ added: [], changed: [], removed: [] });
    expect(statSync(dist).ino).toBe(ino);
  });

  test("refuses to replace somebody else's file, and leaves everything as it was", () => {
    mkdirSync(dist);
    writeFileSync(join(dist, 'notes.txt'), 'mine');
    expect(() => replaceFolder(dist, new Map([['a.yaml', file('one')]]))).toThrow(/notes\.txt was not written by Belfry[^]*fix: move the file elsewhere/);
    expect(readdirSync(dist)).toEqual(['notes.txt']);
  });

  test('a folder that cannot be written is a diagnostic, and nothing is left behind', () => {
    writeFileSync(join(parent, 'occupied'), '');
    expect(() => replaceFolder(join(parent, 'occupied', 'dist'), new Map([['a.yaml', file('one')]]))).toThrow(/cannot be replaced: (ENOTDIR|EEXIST)[^]*fix:/);
    expect(readdirSync(parent)).toEqual(['occupied']);
  });

  test('a write that fails half-way leaves the old folder', () => {
    replaceFolder(dist, new Map([['a.yaml', file('one')]]));
    const clash = new Map([['a.yaml', file('two')], ['a.yaml/b.yaml', file('three')]]);
    expect(() => replaceFolder(dist, clash)).toThrow(/cannot be replaced/);
    expect(readFileSync(join(dist, 'a.yaml'), 'utf8')).toBe(file('one'));
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('a link that leads nowhere is a diagnostic', () => {
    mkdirSync(dist);
    symlinkSync(join(parent, 'nowhere'), join(dist, 'a.yaml'));
    expect(() => replaceFolder(dist, new Map([['a.yaml', file('one')]]))).toThrow(/cannot be replaced: ENOENT/);
  });
});
