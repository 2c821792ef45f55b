import Ajv from 'ajv';
import type { ErrorObject } from 'ajv';
import { isMap, isScalar, isSeq } from 'yaml';
import { days, parseDuration } from '../../core/duration';
import type { Duration } from '../../core/duration';
import { didYouMean } from '../../core/names';
import type { Problem } from '../../core/problem';
import { Catalog, catalogDefaults } from '../../metric/catalog';
import type { CatalogDefaults } from '../../metric/catalog';
import type { LabelSpec, MetricDeclaration } from '../../metric/declaration';
import type { LogStreamDeclaration } from '../../logql/stream-declaration';
import type { Installation, KnownObjective } from '../model/known-metrics';
import type { CatalogData, MetricData, StreamData } from './catalog-schema';
import { catalogSchema } from './catalog-schema';
import type { AnyNode } from './yaml-file';
import { scalarText, YamlFile } from './yaml-file';

/** What a catalog says, and what is wrong with it. */
export interface CatalogContent {
  /** Undefined when it could not be read: checks that know only half of the metrics would cry wolf. */
  readonly installation: Installation | undefined;
  readonly problems: readonly Problem[];
}

const validate = new Ajv({ coerceTypes: true, allErrors: true, verbose: true, allowUnionTypes: true }).compile<CatalogData>(catalogSchema);

/**
 * Reads a metric catalog, in YAML or JSON:
 *
 *     metrics:
 *       http_requests_total: {type: counter, unit: requests, labels: {code: ["200", "500"]}, jobs: [api]}
 *
 * A field that the format does not have is a warning, because it says something that nobody hears; a value that it
 * cannot be is an error. Both come with line and column.
 */
export function readCatalog(text: string, file: string): CatalogContent {
  const source = new YamlFile(file, text, 'failsafe');
  const root = source.documents[0]?.contents;
  const places = new Map<string, AnyNode>();
  if (source.problems.length > 0) return { installation: undefined, problems: source.problems };
  const data = plain(source, source.resolved(root), '', places);
  if (source.problems.length > 0) return { installation: undefined, problems: source.problems };
  const isValid = validate(data);
  const problems = isValid ? [] : schemaProblems(validate.errors ?? [], source, places);
  if (!isCatalog(data)) return { installation: undefined, problems };
  problems.push(...problems.some(isError) ? [] : valueProblems(data, source, places));
  if (problems.some(isError)) return { installation: undefined, problems };
  return { installation: installationOf(data), problems: [...problems, ...objectiveProblems(data, source, places)] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Whatever passes the schema but for unknown fields is a catalog. */
function isCatalog(data: unknown): data is CatalogData {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function plain(source: YamlFile, node: AnyNode, path: string, places: Map<string, AnyNode>): unknown {
  const target = source.resolved(node);
  places.set(path, node);
  if (target === undefined) return path === '' ? {} : undefined;
  if (isScalar(target)) return scalarText(target);
  if (isSeq(target)) return target.items.map((item, index) => plain(source, item, `${path}/${index}`, places));
  if (!isMap(target)) return undefined;
  const found: Record<string, unknown> = {};
  for (const [name, { key, value }] of source.entries(target)) {
    const inner = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const content = plain(source, value, inner, places);
    places.set(`${inner}#`, key);
    if (content !== undefined) Object.defineProperty(found, name, { value: content, enumerable: true, writable: true, configurable: true });
  }
  return found;
}

function schemaProblems(errors: readonly ErrorObject[], source: YamlFile, places: ReadonlyMap<string, AnyNode>): Problem[] {
  const found: Problem[] = [];
  for (const error of errors) {
    if (error.keyword === 'const' || error.keyword === 'anyOf' && error.schemaPath.endsWith('/const')) continue;
    const parent: unknown = error.parentSchema;
    const expected = typeof parent === 'object' && parent !== null && 'description' in parent && typeof parent.description === 'string' ? parent.description : undefined;
    const { additionalProperty: unknownField }: { readonly additionalProperty?: unknown } = error.params;
    if (error.keyword === 'additionalProperties' && typeof unknownField === 'string') {
      const known = fieldsOf(parent);
      const node = places.get(`${error.instancePath}/${unknownField.replaceAll('~', '~0').replaceAll('/', '~1')}#`);
      found.push({ check: 'catalog/field', severity: 'warning', message: `the catalog format has no field '${unknownField}' here`, place: source.placeOf(node), fix: didYouMean(unknownField, known) || `the fields here are ${known.join(', ')}` });
      continue;
    }
    if (found.some(({ place }) => place.excerpt?.from === source.placeOf(places.get(error.instancePath)).excerpt?.from)) continue;
    found.push(valueProblem(source, places.get(error.instancePath), describe(error, expected), fixOf(error, expected)));
  }
  return found;
}

function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  return typeof schema.properties === 'object' && schema.properties !== null ? Object.keys(schema.properties) : [];
}

function describe(error: ErrorObject, expected: string | undefined): string {
  const field = error.instancePath.split('/').at(-1) ?? '';
  const value = typeof error.data === 'string' || typeof error.data === 'number' ? `'${error.data}'` : 'this';
  const { missingProperty }: { readonly missingProperty?: unknown } = error.params;
  if (typeof missingProperty === 'string') return `${field === '' ? 'the catalog' : `'${field}'`} lacks the field '${missingProperty}'`;
  return expected === undefined ? `${value} is no value for '${field}': ${error.message ?? 'it does not fit'}` : `${value} is no value for '${field}': it takes ${expected}`;
}

function fixOf(error: ErrorObject, expected: string | undefined): string {
  const { allowedValues }: { readonly allowedValues?: unknown } = error.params;
  if (Array.isArray(allowedValues)) {
    const words = allowedValues.map(String);
    return (typeof error.data === 'string' && didYouMean(error.data, words)) || `write one of ${words.join(', ')}`;
  }
  return expected === undefined ? 'see the catalog format' : `write ${expected}`;
}

function valueProblem(source: YamlFile, node: AnyNode, message: string, fix: string): Problem {
  return { check: 'catalog/value', severity: 'error', message, place: source.placeOf(node), fix };
}

/** What a schema cannot say. */
function valueProblems({ metrics = {} }: CatalogData, source: YamlFile, places: ReadonlyMap<string, AnyNode>): Problem[] {
  const found: Problem[] = [];
  const report = (path: string, message: string, fix: string): void => void found.push(valueProblem(source, places.get(path), message, fix));
  for (const [name, { type, buckets, range }] of Object.entries(metrics)) {
    const path = `/metrics/${name}`;
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name)) report(`${path}#`, `'${name}' is no metric name`, 'use letters, digits and underscores');
    if (buckets?.some((bound, index) => index > 0 && bound <= (buckets[index - 1] ?? bound)) === true) report(`${path}/buckets`, 'the bounds do not rise', 'list each bound once, the smallest first');
    if (buckets !== undefined && type !== 'histogram') report(`${path}/buckets`, `a ${type} has no buckets`, 'remove them, or make it a histogram');
    if (range?.min !== undefined && range.max !== undefined && range.min > range.max) report(`${path}/range`, 'the range is empty: min is above max', 'swap the two');
  }
  return found;
}

function objectiveProblems({ slos = {} }: CatalogData, source: YamlFile, places: ReadonlyMap<string, AnyNode>): Problem[] {
  return Object.entries(slos).flatMap(([name, { objective }]): Problem[] => {
    const place = source.placeOf(places.get(`/slos/${name}/objective`));
    if (objective >= 100) return [{ check: 'slo/objective', severity: 'error', message: `an objective of ${objective} % leaves no budget: every single error breaks it, and every burn rate is infinite`, place, fix: 'write less than 100' }];
    if (objective > 1) return [];
    return [{ check: 'slo/objective', severity: 'error', message: `an objective of ${objective} % is hardly one: objectives are written in percent`, place, fix: `write ${String(Number((objective * 100).toPrecision(12)))}` }];
  });
}

function installationOf({ defaults = {}, metrics = {}, streams = {}, slos = {} }: CatalogData): Installation {
  const declared = Object.entries(metrics).map(([name, data]) => ({ declaration: declarationOf(name, data) }));
  const known: CatalogDefaults = {
    scrapeInterval: durationOf(defaults.scrapeInterval) ?? catalogDefaults.scrapeInterval,
    evaluationInterval: durationOf(defaults.evaluationInterval) ?? catalogDefaults.evaluationInterval,
    retention: durationOf(defaults.retention) ?? catalogDefaults.retention,
    prometheus: defaults.prometheus ?? catalogDefaults.prometheus,
  };
  const stated = new Set<keyof CatalogDefaults>();
  for (const key of ['scrapeInterval', 'evaluationInterval', 'retention', 'prometheus'] as const) if (defaults[key] !== undefined) stated.add(key);
  return { catalog: new Catalog(declared, known), stated, streams: Object.entries(streams).map(([name, data]) => streamOf(name, data)), objectives: Object.entries(slos).map(([name, { objective, window }]): KnownObjective => ({ name, objective, window: durationOf(window) ?? days(30) })) };
}

function durationOf(text: string | undefined): Duration | undefined {
  return text === undefined ? undefined : parseDuration(text);
}

/** How many values an open label is taken to have where nobody says so. */
const openLabel = { expected: 10 } as const;

function labelsOf(data: MetricData['labels'] = {}): LabelSpec {
  return Object.fromEntries(Object.entries(data).map(([label, values]) => [label, values === '*' ? openLabel : values]));
}

function streamOf(name: string, { help = '', labels, metadata, format = 'text', fields }: StreamData): LogStreamDeclaration {
  return { name, help, labels: labelsOf(labels), metadata: labelsOf(metadata), format, fields: labelsOf(fields) };
}

function declarationOf(name: string, data: MetricData): MetricDeclaration {
  const labels = labelsOf(data.labels);
  const { min, max } = data.range ?? {};
  return {
    name,
    type: data.type,
    help: data.help ?? '',
    unit: data.unit ?? '',
    counts: data.counts ?? (data.type === 'histogram' || data.type === 'nativeHistogram' || data.type === 'summary' ? '' : (data.unit ?? '')),
    labels,
    jobs: data.jobs ?? [],
    ...(data.buckets === undefined ? {} : { buckets: data.buckets }),
    ...(data.quantiles === undefined ? {} : { quantiles: data.quantiles }),
    ...(data.range === undefined ? {} : { range: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } }),
    shared: data.shared ?? false,
    createdOnFirstEvent: data.createdOnFirstEvent ?? false,
    ...(data.lowIsBad === true ? { direction: 'lowIsBad' as const } : {}),
    thirdParty: true,
  };
}
