import type { Problem } from '../../core/problem';
import { didYouMean } from '../../core/names';
import { gridColumns } from '../layout';
import type { Dashboard } from '../model';
import { withoutEffect } from '../narrow';
import type { Column } from '../panel/column';
import type { Panel } from '../panel/panel';
import { queriesOf } from '../panel/panel';
import type { SingleValuePanel } from '../panel/single-value';
import type { Query } from '../query';
import type { Row } from '../row';
import type { Thresholds } from '../threshold';
import { misordered } from '../threshold';
import { labelFix } from './label-fix';
import { panelPlace } from './place';
import { referencesOf } from './references';
import { Report, repeated } from './report';

/** What is wrong with a panel as it stands. Much of it does not compile; this is for JavaScript and for computed panels. */
export function panelMistakes(dashboard: Dashboard, row: Row, panel: Panel): Problem[] {
  const report = new Report(panelPlace(dashboard, row, panel));
  if (panel.title.trim() === '') report.error('no-title', 'it has no title', 'say what it shows');
  if (panel.description.trim() === '') report.error('no-description', 'it has no description', 'say what is to be seen and what it means when it looks wrong');
  checkSize(panel, report);
  checkVariables(dashboard, panel, report);
  for (const query of queriesOf(panel)) checkQuery(query, report);
  checkOwn(panel, report);
  return report.problems;
}

function checkSize({ size }: Panel, report: Report): void {
  if (size === undefined) return;
  const isWhole = Number.isInteger(size.width) && Number.isInteger(size.height);
  if (!isWhole || size.width < 1 || size.width > gridColumns || size.height < 2) {
    report.error('panel-size', `it is ${size.width} wide and ${size.height} high`, `use whole cells: 1 to ${gridColumns} wide, at least 2 high`);
  }
}

function checkVariables(dashboard: Dashboard, panel: Panel, report: Report): void {
  const offered = new Map(dashboard.variables.map((variable) => [variable.name, variable]));
  const missing = (name: string): void => {
    report.error('undefined-variable', `it refers to the variable '${name}', which the dashboard does not offer`, didYouMean(name, offered.keys()) || `add '${name}' to the variables of the dashboard`);
  };
  for (const name of referencesOf(panel)) if (!offered.has(name)) missing(name);
  if (panel.kind === 'timeSeries' && typeof panel.window !== 'string') {
    const variable = offered.get(panel.window.name);
    if (variable === undefined) missing(panel.window.name);
    else if (variable.kind !== 'interval') report.error('wrong-variable', `'${panel.window.name}' of the dashboard does not choose a window`, 'take the variable that the dashboard offers');
  }
  for (const { expression, narrowings } of queriesOf(panel)) {
    for (const { name, label } of narrowings) {
      const variable = offered.get(name);
      if (variable === undefined) missing(name);
      else if (variable.kind !== 'label' || variable.label !== label) report.error('wrong-variable', `'${name}' of the dashboard does not choose values of '${label}'`, 'narrow the query by the variable that the dashboard offers');
    }
    for (const { name, label } of withoutEffect(expression, narrowings)) {
      report.error('variable-without-effect', `it is narrowed by '${name}', but no metric in it has the label '${label}'`, 'do not narrow it, or choose by a label that the metric has');
    }
  }
}

function checkQuery({ legend, labels, unknownInLinks }: Query, report: Report): void {
  for (const label of legend?.unknown ?? []) report.error('unknown-label', `its legend names the label '${label}', which the expression does not yield`, labelFix(label, labels), 'the legend would be empty at this place');
  for (const label of unknownInLinks) report.error('unknown-label', `a link names the label '${label}', which the expression does not yield`, labelFix(label, labels));
}

function checkOwn(panel: Panel, report: Report): void {
  switch (panel.kind) {
    case 'timeSeries':
      checkUnits(panel.queries, report);
      checkThresholds(panel.thresholds, report);
      if (panel.right !== undefined) checkUnits(panel.right.queries, report);
      break;
    case 'stat':
    case 'gauge':
    case 'barGauge':
      checkUnits(panel.queries, report);
      checkThresholds(panel.thresholds, report);
      checkScale(panel, report);
      checkStates(panel.states, report);
      break;
    case 'histogram':
      checkUnits(panel.queries, report);
      break;
    case 'stateTimeline':
      checkUnits(panel.queries, report);
      checkStates(panel.states, report);
      break;
    case 'table':
      checkColumns(panel.columns, report);
      if (!panel.columns.some(({ title }) => title === panel.sortBy)) report.error('sort-column', `it is ordered by '${panel.sortBy}', which is no column`, didYouMean(panel.sortBy, panel.columns.map(({ title }) => title)) || 'name the heading of a column');
      break;
    case 'barChart':
      checkColumns(panel.columns, report);
      checkUnits(panel.columns.map(({ query }) => query), report);
      checkBars(panel.columns, report);
      break;
    case 'heatmap':
    case 'logs':
    case 'traces':
    case 'trace':
    case 'serviceMap':
    case 'text':
    case 'alertList':
      break;
  }
}

function checkUnits(queries: readonly Query[], report: Report): void {
  if (queries.length === 0) report.error('no-query', 'it has no query', 'add one, or drop the panel');
  const units = new Set(queries.map(({ unit }) => unit).filter((unit) => unit !== undefined));
  if (units.size > 1) report.error('mixed-units', `one axis measures ${[...units].join(' and ')}`, 'make two panels, or put the second unit on the right axis');
}

function checkThresholds(thresholds: Thresholds | undefined, report: Report): void {
  if (thresholds === undefined) return;
  if (thresholds.steps.length === 0) report.error('no-threshold', 'its thresholds name no limit', 'name a limit, or leave the thresholds out');
  for (const { level, at } of thresholds.steps) if (!Number.isFinite(at.value)) report.error('threshold-value', `its ${level} threshold is ${at.value}`, 'use a finite number');
  const pair = misordered(thresholds);
  if (pair === undefined) return;
  const [milder, worse] = pair;
  const side = thresholds.trouble;
  report.error(
    'threshold-order',
    `trouble lies ${side}, but ${worse.level} (${worse.at.value}) does not lie ${side} ${milder.level} (${milder.at.value})`,
    side === 'above' ? 'swap the two, or write lowIsBad()' : 'swap the two, or write highIsBad()',
    `the value would never be shown as ${milder.level}`,
  );
}

function checkScale({ scale, thresholds }: SingleValuePanel, report: Report): void {
  if (scale === undefined) return;
  const { from, to } = scale;
  if (!(from.value < to.value)) report.error('scale', `its scale goes from ${from.value} to ${to.value}`, 'let it begin below its end');
  for (const { level, at } of thresholds?.steps ?? []) {
    if (at.value < from.value || at.value > to.value) report.error('threshold-off-scale', `its ${level} threshold ${at.value} lies outside the scale from ${from.value} to ${to.value}`, 'widen the scale, so that the reader sees how far it is to trouble');
  }
}

function checkStates(states: readonly { readonly value: number }[], report: Report): void {
  for (const value of repeated(states.map((state) => String(state.value)))) report.error('duplicate-state', `the value ${value} has two meanings`, 'name each value once');
}

function checkColumns(columns: readonly Column[], report: Report): void {
  if (columns.length === 0) report.error('no-query', 'it has no column', 'add one, or drop the panel');
  for (const title of repeated(columns.map((column) => column.title))) report.error('duplicate-column', `two columns are called '${title}'`, 'give one of them another heading');
  const [first, ...others] = columns;
  for (const { title, query, thresholds } of columns) {
    if (query.labels.known.has(title)) report.error('duplicate-column', `the column '${title}' has the name of a label, which is a column too`, 'give it another heading');
    checkThresholds(thresholds, report);
  }
  for (const other of others) {
    const [a, b] = [labelNames(first), labelNames(other)];
    if (a !== b) report.error('column-labels', `'${first?.title ?? ''}' has ${a}, '${other.title}' has ${b}`, 'aggregate both by the same labels: values stand in one line where all labels agree');
  }
}

function labelNames(column: Column | undefined): string {
  const names = [...(column?.query.labels.known.keys() ?? [])].sort();
  return names.length === 0 ? 'no labels' : `the labels ${names.join(', ')}`;
}

function checkBars([first]: readonly Column[], report: Report): void {
  const labels = [...(first?.query.labels.known.keys() ?? [])];
  if (labels.length !== 1) report.error('bar-chart-labels', `its bars stand along ${labels.join(' and ') || 'no label'}`, 'aggregate by exactly one label');
}
