import type { State } from '../panel/state';
import type { Query } from '../query';
import type { Thresholds } from '../threshold';
import { thresholdSteps, toneColour } from './colour';
import { lineLinkJson } from './link-json';
import type { GrafanaPanel, Json } from './schema';
import { refId } from './target';

type FieldConfig = Json<GrafanaPanel>['fieldConfig'];
export type FieldDefaults = Omit<FieldConfig['defaults'], 'custom'>;
export type Override = FieldConfig['overrides'][number];

export interface Looks {
  readonly display?: string | undefined;
  readonly thresholds?: Thresholds | undefined;
  readonly states?: readonly State[];
  readonly whenEmpty?: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** How values are written and coloured, for all fields of a panel. */
export function fieldDefaults({ display, thresholds, states = [], whenEmpty, min, max }: Looks): FieldDefaults {
  return {
    ...(display === undefined ? {} : { unit: display }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(whenEmpty === undefined ? {} : { noValue: whenEmpty }),
    ...(states.length === 0 ? {} : { mappings: [stateMapping(states)] }),
    ...(thresholds === undefined ? {} : { thresholds: thresholdSteps(thresholds) }),
  };
}

function stateMapping(states: readonly State[]): NonNullable<FieldDefaults['mappings']>[number] {
  return {
    type: 'value',
    options: Object.fromEntries(states.map(({ value, text, tone }, index) => [String(value), { text, color: toneColour(tone), index }])),
  };
}

/** The links of each query's lines: they name the labels of that query, so they belong to no other. */
export function linkOverrides(queries: readonly Query[]): Override[] {
  return queries.flatMap(({ links }, index) =>
    links.length === 0 ? [] : [{ matcher: { id: 'byFrameRefID', options: refId(index) }, properties: [{ id: 'links', value: links.map(lineLinkJson) }] }],
  );
}
