import '../charts/start-up';
import { existsSync } from 'node:fs';
import { App } from 'cdk8s';
import { environments } from '../charts/environments';
import { synthesize } from '../lib/stack/synthesize';
import { printPeak } from './peak';

for (const spec of environments) {
  const { files } = synthesize(new App(), { ...spec, runbookExists: (path) => existsSync(`docs/runbooks/${path}.md`) });
  if (files.size === 0) throw new Error(`${spec.environment} has no files`);
}
printPeak();
