import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The script of a page with the charting library in it, as one text that a browser runs. */
export function pageScript(): string {
  const folder = join(__dirname, '..', 'browser');
  // Beside this file lies TypeScript in the repository, and JavaScript in the package.
  const entry = ['main.ts', 'main.js'].map((name) => join(folder, name)).find(existsSync);
  if (entry === undefined) throw new Error(`no script in ${folder}`);
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, write: false, minify: true, format: 'iife', target: 'es2022', logLevel: 'silent', tsconfigRaw: {} });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('the bundle is empty');
  return script.text;
}

/** The style that the charting library needs. */
export function chartStyle(): string {
  return readFileSync(createRequire(__filename).resolve('uplot/dist/uPlot.min.css'), 'utf8');
}
