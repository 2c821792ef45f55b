import { formatDuration } from '../../core/duration';
import { isOpen } from '../../metric/declaration';
import { print } from '../../promql/print';
import { dataSources } from '../datasource';
import type { DataSourceVariable, IntervalVariable, LabelVariable, TextVariable, Variable } from '../variable';
import type { GrafanaDashboard, Json } from './schema';
import { sourceRef } from './target';

type VariableJson = NonNullable<Json<GrafanaDashboard>['templating']['list']>[number];

export function variableJson(variable: Variable): VariableJson {
  switch (variable.kind) {
    case 'label':
      return labelJson(variable);
    case 'text':
      return textJson(variable);
    case 'interval':
      return intervalJson(variable);
    case 'dataSource':
      return dataSourceJson(variable);
  }
}

/** Everything is chosen at first. `.*` keeps the query short and takes in values that appear later. */
const everything = { multi: true, includeAll: true, allValue: '.*', current: { text: ['All'], value: ['$__all'] } } as const;

function labelJson({ name, title, label, values, selector }: LabelVariable): VariableJson {
  if (!isOpen(values)) {
    const options = values.map((value) => ({ text: value, value }));
    return { type: 'custom', name, label: title, query: values.map((value) => value.replaceAll(',', '\\,')).join(','), options, ...everything };
  }
  const query = `label_values(${print(selector)}, ${label})`;
  return {
    type: 'query',
    name,
    label: title,
    datasource: sourceRef(dataSources.prometheus),
    definition: query,
    // 1 is label_values. Source: PrometheusVariableQueryType in packages/grafana-prometheus/src/types.ts in grafana/grafana
    query: { qryType: 1, query, refId: `variable-${name}` },
    refresh: 2,
    sort: 1,
    ...everything,
  };
}

function textJson({ name, title, initial }: TextVariable): VariableJson {
  return { type: 'textbox', name, label: title, query: initial, current: { text: initial, value: initial } };
}

function intervalJson({ name, title, choices }: IntervalVariable): VariableJson {
  const options = choices.map((choice) => ({ text: formatDuration(choice), value: formatDuration(choice) }));
  const [first] = choices;
  return { type: 'interval', name, label: title, query: options.map(({ value }) => value).join(','), options, auto: false, current: { text: formatDuration(first), value: formatDuration(first) } };
}

function dataSourceJson({ name, title }: DataSourceVariable): VariableJson {
  const { type, uid, name: sourceName } = dataSources.prometheus;
  return { type: 'datasource', name, label: title, query: type, refresh: 1, current: { text: sourceName, value: uid } };
}
