import { at, isList, list, text, type Json } from '../proof/data';

/** Schemas of some kinds, with what they refer to. */
export interface SchemaFile {
  /** Module, version and checksum. */
  readonly source: string;
  /** `apps/v1/Deployment` to the name of its definition. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Json>>;
}

/** Takes the schemas of these kinds out of the OpenAPI document of an API server. */
export function fromOpenApi(source: string, document: Json, wanted: readonly string[]): SchemaFile {
  const all = new Map(Object.entries(record(at(document, 'definitions'))));
  const kinds: Record<string, string> = {};
  for (const [name, definition] of all) {
    for (const known of list(definition, 'x-kubernetes-group-version-kind')) {
      const kind = [text(known, 'group'), text(known, 'version'), text(known, 'kind')].filter((part) => part !== '').join('/');
      if (wanted.includes(kind)) kinds[kind] = name;
    }
  }
  const missing = wanted.filter((kind) => kinds[kind] === undefined);
  if (missing.length > 0) throw new Error(`${source} has no ${missing.join(', ')}`);
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    references(all.get(name)).forEach(reach);
  };
  Object.values(kinds).forEach(reach);
  return { source, kinds: sorted(kinds), definitions: Object.fromEntries([...reached].sort().map((name) => [name, withoutWords(all.get(name) ?? {})])) };
}

/** Takes the schemas out of definitions of custom resources; what the operator writes back is left out. */
export function fromDefinitions(source: string, documents: readonly Json[]): SchemaFile {
  const kinds: Record<string, string> = {};
  const definitions: Record<string, Json> = {};
  for (const document of documents) {
    const kind = text(document, 'spec', 'names', 'kind');
    for (const version of list(document, 'spec', 'versions').filter((entry) => at(entry, 'served') === true)) {
      const schema = record(withoutWords(at(version, 'schema', 'openAPIV3Schema') ?? {}));
      const { status, ...properties } = record(schema.properties ?? {});
      const name = `${text(version, 'name')}.${kind}`;
      kinds[`${text(document, 'spec', 'group')}/${text(version, 'name')}/${kind}`] = name;
      definitions[name] = { ...schema, properties: { ...properties, ...(status === undefined ? {} : { status: {} }) } };
    }
  }
  return { source, kinds: sorted(kinds), definitions };
}

/** One definition on each line, so that a change of version can be reviewed. */
export function schemaText({ source, kinds, definitions }: SchemaFile): string {
  const lines = Object.entries(definitions).map(([name, definition]) => `  ${JSON.stringify(name)}: ${JSON.stringify(definition)}`);
  return `{\n"source": ${JSON.stringify(source)},\n"kinds": ${JSON.stringify(kinds)},\n"definitions": {\n${lines.join(',\n')}\n}\n}\n`;
}

function references(schema: Json | undefined): readonly string[] {
  if (isList(schema)) return schema.flatMap(references);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => (key === '$ref' && typeof value === 'string' ? [value.replace('#/definitions/', '')] : references(value)));
}

/** Descriptions and defaults say nothing about what is valid; a property may be called like them. */
function withoutWords(schema: Json): Json {
  if (isList(schema)) return schema.map(withoutWords);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => !((key === 'description' && typeof value === 'string') || key === 'default' || (key.startsWith('x-kubernetes-') && !/-int-or-string$|-preserve-unknown-fields$/.test(key))));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'properties' ? propertiesOf(value) : withoutWords(value)]));
}

function propertiesOf(properties: Json): Json {
  return Object.fromEntries(Object.entries(record(properties)).map(([name, schema]) => [name, withoutWords(schema)]));
}

function record(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

function sorted(kinds: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
}
