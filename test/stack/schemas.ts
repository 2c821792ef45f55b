import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import type { Data } from '../../lib/core/yaml';
import { at, entries, plainData, text } from '../component/sample-stack';

/** What an API server of one version, or an operator, takes. */
export interface SchemaSet {
  readonly name: string;
  readonly source: string;
  /** What is wrong with an object; undefined when the set does not know its kind. */
  readonly faults: (object: Data) => readonly string[] | undefined;
}

const folder = resolve(__dirname, '../schemas');

export const schemaSets: readonly SchemaSet[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => schemaSet(file.replace(/\.json$/, ''), plainData(JSON.parse(readFileSync(join(folder, file), 'utf8')))));

function schemaSet(name: string, content: Data): SchemaSet {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: name, definitions: Object.fromEntries(entries(content, 'definitions').map(([key, schema]) => [key, closed(schema)])) });
  const compiled = new Map<string, ValidateFunction>();
  return {
    name,
    source: text(content, 'source'),
    faults: (object) => {
      const definition = at(content, 'kinds', `${text(object, 'apiVersion')}/${text(object, 'kind')}`);
      if (typeof definition !== 'string') return undefined;
      const validate = compiled.get(definition) ?? ajv.compile({ $ref: `${name}#/definitions/${definition}` });
      compiled.set(definition, validate);
      return validate(object) ? [] : (validate.errors ?? []).map(({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
    },
  };
}

/** API servers only warn of fields that they do not know; here they are mistakes. */
function closed(schema: Data): Data {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const known = Object.fromEntries(entries(schema).map(([key, value]) => [key, key === 'properties' ? Object.fromEntries(entries(value).map(([name, property]) => [name, closed(property)])) : closed(value)]));
  if (at(schema, 'format') === 'int-or-string' || at(schema, 'x-kubernetes-int-or-string') === true) return {};
  const isOpen = at(schema, 'properties') === undefined || at(schema, 'additionalProperties') !== undefined || at(schema, 'x-kubernetes-preserve-unknown-fields') === true;
  return isOpen ? known : { ...known, additionalProperties: false };
}
