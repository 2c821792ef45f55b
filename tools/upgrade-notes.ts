import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTable, upgrades } from './upgrade-notes/notes';

/** `npm run docs:upgrades`: a note for each component whose version has changed since the page was written. */
const folder = resolve(__dirname, '..', 'docs', 'upgrades');
const page = join(folder, 'README.md');
const found = upgrades(existsSync(page) ? readTable(readFileSync(page, 'utf8')) : []);
writeFileSync(page, found.page);
for (const [file, content] of found.notes) writeFileSync(join(folder, file), content);
process.stdout.write(found.notes.size === 0 ? 'No version has changed.\n' : `${[...found.notes.keys()].map((file) => `docs/upgrades/${file}`).join('\n')}\n`);
