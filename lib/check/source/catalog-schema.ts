/** The catalog format as a JSON schema. Everything is read as text first, so that a label value `yes` or `0500` stays what was written. */
const duration = { type: 'string', pattern: '^(?:\\d+(?:ms|[ywdhms]))+$', description: 'a duration such as 30s or 15d' } as const;

const number = { type: 'number' } as const;

const names = { type: 'array', items: { type: 'string', minLength: 1 }, description: 'a list of names' } as const;

const labels = {
  type: 'object',
  propertyNames: { pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' },
  additionalProperties: { anyOf: [{ const: '*' }, { type: 'array', items: { type: 'string' } }], description: 'a list of values, or "*" for any' },
} as const;

const metric = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { enum: ['counter', 'gauge', 'histogram', 'nativeHistogram', 'summary', 'info', 'stateset'] },
    help: { type: 'string' },
    unit: { type: 'string' },
    counts: { type: 'string' },
    labels,
    jobs: names,
    buckets: { type: 'array', items: number, description: 'a list of finite upper bounds' },
    quantiles: { type: 'array', items: number, description: 'a list of quantiles' },
    range: { type: 'object', additionalProperties: false, properties: { min: number, max: number } },
    createdOnFirstEvent: { type: 'boolean' },
    shared: { type: 'boolean' },
    lowIsBad: { type: 'boolean' },
  },
} as const;

export const catalogSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    defaults: {
      type: 'object',
      additionalProperties: false,
      properties: { scrapeInterval: duration, evaluationInterval: duration, retention: duration, prometheus: { type: 'integer', enum: [2, 3] } },
    },
    metrics: { type: 'object', additionalProperties: metric },
    streams: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['labels'],
        additionalProperties: false,
        properties: { help: { type: 'string' }, labels, metadata: labels, format: { enum: ['json', 'logfmt', 'text'] }, fields: labels },
      },
    },
    slos: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['objective'],
        additionalProperties: false,
        properties: { objective: number, window: duration },
      },
    },
  },
} as const;

/** A catalog of that form, with texts turned into numbers and booleans. */
export interface CatalogData {
  readonly defaults?: {
    readonly scrapeInterval?: string;
    readonly evaluationInterval?: string;
    readonly retention?: string;
    readonly prometheus?: 2 | 3;
  };
  readonly metrics?: Readonly<Record<string, MetricData>>;
  readonly streams?: Readonly<Record<string, StreamData>>;
  readonly slos?: Readonly<Record<string, { readonly objective: number; readonly window?: string }>>;
}

/** Log streams: labels that Loki indexes, metadata that it keeps beside each line, and what a parser finds in the line. */
export interface StreamData {
  readonly help?: string;
  readonly labels: LabelData;
  readonly metadata?: LabelData;
  readonly format?: 'json' | 'logfmt' | 'text';
  readonly fields?: LabelData;
}

type LabelData = Readonly<Record<string, '*' | readonly string[]>>;

export interface MetricData {
  readonly type: 'counter' | 'gauge' | 'histogram' | 'nativeHistogram' | 'summary' | 'info' | 'stateset';
  readonly help?: string;
  readonly unit?: string;
  readonly counts?: string;
  readonly labels?: LabelData;
  readonly jobs?: readonly string[];
  readonly buckets?: readonly number[];
  readonly quantiles?: readonly number[];
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly createdOnFirstEvent?: boolean;
  readonly shared?: boolean;
  readonly lowIsBad?: boolean;
}
