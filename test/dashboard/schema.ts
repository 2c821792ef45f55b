import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';

const root = join(__dirname, '..', '..');

/**
 * Validates a dashboard against the types that Grafana publishes, strictly: a field that no type knows is refused.
 * The schema is derived from the types themselves, so it cannot lag behind the SDK.
 */
export function grafanaValidator(): ValidateFunction {
  const generator = join(root, 'node_modules/ts-json-schema-generator/bin/ts-json-schema-generator.js');
  const schema: unknown = JSON.parse(
    execFileSync(
      process.execPath,
      [generator, '--path', join(root, 'lib/dashboard/grafana/schema.ts'), '--tsconfig', join(root, 'tsconfig.json'), '--type', 'GrafanaDashboard', '--functions', 'hide', '--jsDoc', 'none', '--expose', 'none', '--no-top-ref', '--no-type-check'],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    ),
  );
  if (typeof schema !== 'object' || schema === null) throw new Error('the generator wrote no schema');
  return new Ajv({ allErrors: false, allowUnionTypes: true, strictTypes: false }).compile(schema);
}
