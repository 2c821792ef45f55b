import { exampleCatalog } from './catalog';

/** Something that a check finds, or looks much like it: what the pages in `docs/checks/` show and the tests run. */
export interface Example {
  readonly catalog: string;
  readonly kind: 'rules' | 'dashboard';
  readonly text: string;
}

/** A whole rule file. */
export function ruleFile(text: string, catalog: string = exampleCatalog): Example {
  return { catalog, kind: 'rules', text };
}

/** The rules of one group. */
export function rules(text: string, catalog?: string): Example {
  return ruleFile(`groups:\n  - name: example\n    rules:\n${indented(text.trim(), 6)}\n`, catalog);
}

/** What an example alert says besides its expression, where the example is not about that. */
export interface AlertParts {
  readonly name?: string;
  readonly for?: string;
  readonly labels?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly catalog?: string;
}

/** One complete alert around an expression. */
export function alerting(expression: string, parts: AlertParts = {}): Example {
  return rules(alertText(expression, parts), parts.catalog);
}

export function alertText(expression: string, { name = 'Example', for: duration = '5m', labels = 'severity: warning\nteam: shop', summary = 'Something is wrong with the shop.', description = 'It has been so for a while.' }: AlertParts = {}): string {
  return [
    `- alert: ${name}`,
    `  expr: |`,
    indented(expression.trim(), 4),
    ...(duration === '' ? [] : [`  for: ${duration}`]),
    '  labels:',
    indented(labels, 4),
    '  annotations:',
    `    summary: ${summary}`,
    `    description: ${quoted(description)}`,
    '    runbook_url: https://runbooks.example/shop',
  ].join('\n');
}

function quoted(text: string): string {
  return text.includes('{{') ? `'${text.replaceAll("'", "''")}'` : text;
}

/** One recording rule. */
export function recording(name: string, expression: string, catalog?: string): Example {
  return rules(`- record: ${name}\n  expr: |\n${indented(expression.trim(), 4)}`, catalog);
}

/** What an example panel says besides its query, where the example is not about that. */
export interface PanelParts {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly unit?: string;
  readonly legend?: string;
  readonly source?: Readonly<Record<string, string>>;
  readonly dashboard?: Readonly<Record<string, unknown>>;
}

/** A variable that offers the routes. */
export const routes = { name: 'route', type: 'query', datasource: { type: 'prometheus', uid: 'prometheus' }, query: 'label_values(http_requests_total, route)', refresh: 2, multi: true } as const;

/** One panel of a complete dashboard around a query. */
export function panel(expression: string, { title = 'Example', description = 'What is to be seen.', type = 'timeseries', unit = 'short', legend = '', source = { type: 'prometheus', uid: 'prometheus' }, dashboard = {} }: PanelParts = {}): Example {
  const model = {
    uid: 'example',
    title: 'Shop',
    time: { from: 'now-6h', to: 'now' },
    panels: [
      {
        id: 1,
        type,
        title,
        ...(description === '' ? {} : { description }),
        datasource: source,
        fieldConfig: { defaults: { unit }, overrides: [] },
        targets: [{ refId: 'A', expr: expression, legendFormat: legend }],
      },
    ],
    ...dashboard,
  };
  return { catalog: exampleCatalog, kind: 'dashboard', text: `${JSON.stringify(model, undefined, 2)}\n` };
}

/** One panel of a complete dashboard around a query of logs. */
export function logPanel(expression: string, parts: Omit<PanelParts, 'source'> = {}): Example {
  return panel(expression, { ...parts, source: { type: 'loki', uid: 'loki' } });
}

/** A whole dashboard file. */
export function dashboardFile(text: string): Example {
  return { catalog: exampleCatalog, kind: 'dashboard', text };
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}
