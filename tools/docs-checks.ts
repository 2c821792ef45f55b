import { resolve } from 'node:path';
import { checkDocs } from './check-docs/check-docs';
import { writeFolder } from './check-docs/write-folder';

/** `npm run docs:checks`: writes docs/checks/ from the checks themselves. */
writeFolder(resolve(__dirname, '../docs/checks'), checkDocs());
