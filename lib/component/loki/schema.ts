import type { Data } from '../../core/yaml';

/**
 * How Loki lays out its index from a day on. Data that was written under a schema is read under it for as long as it is
 * kept, so a schema is never changed: a later one is added.
 */
export interface LogSchema {
  /** The first day of the schema in UTC, as `2024-04-01`. */
  readonly from: string;
  readonly version: 'v12' | 'v13';
  /** First part of the names of the index' tables. @default 'loki_index_' */
  readonly indexPrefix?: string;
}

/** The day on which v13 became the recommended schema: Loki 2.9, September 2023. */
const usual: readonly LogSchema[] = [{ from: '2023-09-01', version: 'v13' }];

/** `schema_config.configs` of Loki. */
export function schemaConfigs(objectStore: string, schemas: readonly LogSchema[] = usual): Data {
  return schemas.map(({ from, version, indexPrefix = 'loki_index_' }) => ({ from, store: 'tsdb', object_store: objectStore, schema: version, index: { prefix: indexPrefix, period: '24h' } }));
}

export interface SchemaFault {
  readonly check: 'schema-missing' | 'schema-day' | 'schema-overlap' | 'schema-outdated';
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/** Everything that is wrong with the schemas of a store. */
export function schemaFaults(schemas: readonly LogSchema[] = usual): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const [index, { from }] of schemas.entries()) {
    if (!isDay(from)) faults.push({ check: 'schema-day', message: `'${from}' is no day`, why: 'a schema begins at midnight UTC of a day', fix: "write the day as '2024-04-01'" });
    const before = schemas[index - 1];
    if (before === undefined || !isDay(from) || !isDay(before.from) || before.from < from) continue;
    faults.push({
      check: 'schema-overlap',
      message: before.from === from ? `two schemas begin on ${from}` : `the schema from ${from} stands after the one from ${before.from}`,
      why: 'each schema ends where the next begins, so days would have two layouts, and logs of one of them would not be found',
      fix: 'give each schema a later day than the one before it, and leave those that are in use as they are',
    });
  }
  const last = schemas.at(-1);
  if (last === undefined) faults.push({ check: 'schema-missing', message: 'there is no schema at all', why: 'Loki would not know how to write', fix: 'leave the schemas out, or write one' });
  else if (last.version !== 'v13') faults.push({ check: 'schema-outdated', message: `the last schema is ${last.version}`, why: 'ids of traces and requests are structured metadata, which begins with v13', fix: "add a schema of version 'v13' that begins on a day to come" });
  return faults;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
