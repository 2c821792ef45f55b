import { isMap, isScalar, isSeq } from 'yaml';
import type { Problem } from '../../core/problem';
import { Expression } from '../analysis/expression';
import { LogqlQuery } from '../analysis/logql-query';
import type { KnownMetrics } from '../model/known-metrics';
import type { Cell, DashboardSubject, PanelSubject, TargetSubject, VariableSubject } from '../model/subject';
import type { Text } from '../model/text';
import { tryParseLogql } from '../../logql/parse';
import { tryParsePromql } from '../../promql/parse';
import { parseQuery, variablesIn } from './grafana-variables';
import { looksLikeLogql } from './logql-text';
import { switchesOfDescription } from './switches';
import type { AnyNode, Entry, MapNode, YamlFile } from './yaml-file';

export interface DashboardContent {
  readonly dashboard: DashboardSubject;
  readonly problems: readonly (Problem & { readonly rule?: string })[];
}

/** Whether a map looks like a dashboard, by itself or in the envelope of Grafana's HTTP API. */
export function dashboardIn(file: YamlFile, root: MapNode): { readonly map: MapNode; readonly isEnveloped: boolean } | undefined {
  const fields = file.entries(root);
  const inner = file.resolved(fields.get('dashboard')?.value);
  if (isMap(inner)) return { map: inner, isEnveloped: true };
  return fields.has('panels') || (fields.has('rows') && fields.has('title')) ? { map: root, isEnveloped: false } : undefined;
}

/** Reads a Grafana dashboard. Queries with template variables are parsed with stand-ins of the same length. */
export function readDashboard(file: YamlFile, root: { readonly map: MapNode; readonly isEnveloped: boolean }, known: KnownMetrics): DashboardContent {
  return new DashboardReader(file, known).read(root.map, root.isEnveloped);
}

class DashboardReader {
  readonly #file: YamlFile;
  readonly #known: KnownMetrics;
  readonly #problems: (Problem & { readonly rule?: string })[] = [];

  constructor(file: YamlFile, known: KnownMetrics) {
    this.#file = file;
    this.#known = known;
  }

  read(map: MapNode, isEnveloped: boolean): DashboardContent {
    const fields = this.#file.entries(map);
    const title = this.#text(fields.get('title')) ?? this.#missing(map);
    const panels: PanelSubject[] = [];
    const dashboard: DashboardSubject = {
      kind: 'dashboard',
      title,
      subject: `dashboard ${title.value}`,
      file: this.#file.file,
      panels,
      variables: this.#variables(fields),
      isEnveloped,
      editable: this.#text(fields.get('editable')),
      uid: this.#text(fields.get('uid')),
      from: this.#text(this.#inside(fields.get('time'))?.get('from')),
      switches: switchesOfDescription(this.#text(fields.get('description'))),
    };
    for (const { map: panel, isFolded } of this.#panelMaps(fields)) panels.push(this.#panel(panel, dashboard, isFolded));
    return { dashboard, problems: this.#problems };
  }

  /** Panels lie in a list, in rows, and in rows that are panels. */
  *#panelMaps(fields: ReadonlyMap<string, Entry>): Iterable<{ readonly map: MapNode; readonly isFolded: boolean }> {
    for (const map of this.#maps(fields.get('panels'))) {
      const inner = this.#file.entries(map);
      if (this.#text(inner.get('type'))?.value === 'row') for (const folded of this.#maps(inner.get('panels'))) yield { map: folded, isFolded: true };
      else yield { map, isFolded: false };
    }
    for (const row of this.#maps(fields.get('rows'))) for (const map of this.#maps(this.#file.entries(row).get('panels'))) yield { map, isFolded: false };
  }

  #panel(map: MapNode, dashboard: DashboardSubject, isFolded: boolean): PanelSubject {
    const fields = this.#file.entries(map);
    const title = this.#text(fields.get('title')) ?? this.#missing(map);
    const targets: TargetSubject[] = [];
    const panel: PanelSubject = {
      kind: 'panel',
      title,
      subject: `panel ${title.value}`,
      type: this.#text(fields.get('type'))?.value ?? '',
      typeText: this.#text(fields.get('type')),
      unit: this.#unit(fields),
      description: this.#text(fields.get('description')),
      id: this.#text(fields.get('id')),
      cell: this.#cell(fields.get('gridPos')),
      isFolded,
      queryCount: this.#maps(fields.get('targets')).length,
      sourceUid: this.#sourceUid(fields),
      targets,
      dashboard,
      switches: switchesOfDescription(this.#text(fields.get('description'))),
    };
    const source = this.#sourceType(fields.get('datasource'));
    for (const target of this.#maps(fields.get('targets'))) {
      const found = this.#target(target, panel, source);
      if (found !== undefined) targets.push(found);
    }
    return panel;
  }

  #target(map: MapNode, panel: PanelSubject, panelSource: string | undefined): TargetSubject | undefined {
    const fields = this.#file.entries(map);
    const expressionText = this.#text(fields.get('expr'));
    if (expressionText === undefined || expressionText.value.trim() === '') return undefined;
    const source = this.#sourceType(fields.get('datasource')) ?? panelSource;
    // Without a word about the data source it may be a query of logs.
    const isLogql = source === 'loki' || (source === undefined && looksLikeLogql(expressionText.value));
    const expression = !isLogql && (source === undefined || source === 'prometheus') ? this.#expression(expressionText, panel) : undefined;
    const logql = isLogql ? this.#logql(expressionText, panel) : undefined;
    return { kind: 'target', subject: panel.subject, expressionText, expression, logql, legend: this.#text(fields.get('legendFormat')), panel };
  }

  #expression(text: Text, panel: PanelSubject): Expression | undefined {
    const parsed = parseQuery(text.value, tryParsePromql);
    if ('problem' in parsed) {
      this.#report(text, panel, parsed.problem);
      return undefined;
    }
    return new Expression({ text, root: parsed.root, purpose: 'panel', known: this.#known, interval: this.#known.defaults.scrapeInterval.milliseconds, variables: parsed.variables, hasVariables: variablesIn(text.value).length > 0 });
  }

  #logql(text: Text, panel: PanelSubject): LogqlQuery | undefined {
    const parsed = parseQuery(text.value, tryParseLogql);
    if ('problem' in parsed) {
      this.#report(text, panel, parsed.problem);
      return undefined;
    }
    return new LogqlQuery({ text, root: parsed.root, purpose: 'panel', interval: 0, streams: this.#known.installation.streams, hasVariables: variablesIn(text.value).length > 0 });
  }

  #report(text: Text, { subject, title }: PanelSubject, problem: Problem): void {
    const { excerpt } = problem.place;
    const hasVariables = variablesIn(text.value).length > 0;
    this.#problems.push({ ...problem, severity: hasVariables ? 'warning' : 'error', place: { subject, ...text.place(excerpt === undefined ? undefined : { from: excerpt.from, to: excerpt.to }) }, rule: title.value });
  }

  #sourceType(entry: Entry | undefined): string | undefined {
    return this.#text(this.#inside(entry)?.get('type'))?.value;
  }

  /** Of a panel of today, or of the graph panel of old. */
  #unit(fields: ReadonlyMap<string, Entry>): Text | undefined {
    const modern = this.#text(this.#inside(this.#inside(fields.get('fieldConfig'))?.get('defaults'))?.get('unit'));
    const [axis] = this.#maps(fields.get('yaxes'));
    return modern ?? (axis === undefined ? this.#text(fields.get('format')) : this.#text(this.#file.entries(axis).get('format')));
  }

  #variables(fields: ReadonlyMap<string, Entry>): ReadonlyMap<string, VariableSubject> {
    const list = this.#inside(fields.get('templating'))?.get('list');
    return new Map(this.#maps(list).flatMap((map) => this.#variable(this.#file.entries(map))).map((variable) => [variable.name.value, variable]));
  }

  #variable(fields: ReadonlyMap<string, Entry>): readonly VariableSubject[] {
    const name = this.#text(fields.get('name'));
    if (name === undefined) return [];
    const isTrue = (field: string): boolean => this.#text(fields.get(field))?.value === 'true';
    return [
      {
        name,
        type: this.#text(fields.get('type'))?.value ?? '',
        query: this.#text(this.#inside(fields.get('query'))?.get('query')) ?? this.#text(fields.get('query')),
        sourceType: this.#sourceType(fields.get('datasource')),
        refresh: this.#text(fields.get('refresh')),
        isMulti: isTrue('multi') || isTrue('includeAll'),
      },
    ];
  }

  #cell(entry: Entry | undefined): Cell | undefined {
    const fields = this.#inside(entry);
    const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((field) => Number(this.#text(fields?.get(field))?.value ?? NaN));
    return x === undefined || y === undefined || w === undefined || h === undefined || [x, y, w, h].some(Number.isNaN) ? undefined : { x, y, w, h };
  }

  #sourceUid(fields: ReadonlyMap<string, Entry>): Text | undefined {
    const own = (entry: Entry | undefined): Text | undefined => this.#text(this.#inside(entry)?.get('uid')) ?? this.#text(entry);
    return [fields, ...this.#maps(fields.get('targets')).map((target) => this.#file.entries(target))].map((of) => own(of.get('datasource'))).find((uid) => uid !== undefined && uid.value !== '');
  }

  #inside(entry: Entry | undefined): ReadonlyMap<string, Entry> | undefined {
    const node = this.#file.resolved(entry?.value);
    return isMap(node) ? this.#file.entries(node) : undefined;
  }

  #maps(entry: Entry | undefined): readonly MapNode[] {
    const node = this.#file.resolved(entry?.value);
    return isSeq(node) ? node.items.map((item: AnyNode) => this.#file.resolved(item)).filter((item) => isMap(item)) : [];
  }

  #text(entry: Entry | undefined): Text | undefined {
    const node = this.#file.resolved(entry?.value);
    return isScalar(node) ? this.#file.scalar(node) : undefined;
  }

  #missing(map: MapNode): Text {
    return { value: '', place: () => this.#file.placeOf(map) };
  }
}
