import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requirementDocuments } from './requirements/documents';

/** `npm run docs:requirements`: writes `docs/requirements.md` and the contracts that it refers to. */
const root = join(__dirname, '..');

for (const [path, content] of requirementDocuments()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  process.stdout.write(`${path}\n`);
}
