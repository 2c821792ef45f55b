import { formatDuration } from '../../core/duration';
import type { Problem } from '../../core/problem';
import type { Dashboard } from '../model';
import type { Row } from '../row';
import { labelFix } from './label-fix';
import { panelMistakes } from './panel-mistakes';
import { dashboardPlace, rowPlace } from './place';
import { Report, repeated } from './report';

/** What is wrong with a dashboard as it stands, without knowing which metrics exist. */
export function dashboardMistakes(dashboard: Dashboard): Problem[] {
  return [
    ...frameMistakes(dashboard),
    ...annotationMistakes(dashboard),
    ...dashboard.rows.flatMap((row) => [...rowMistakes(dashboard, row), ...row.panels.flatMap((panel) => panelMistakes(dashboard, row, panel))]),
  ];
}

/** Source of the limit of 40: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid */
const uidForm = /^[a-zA-Z0-9_-]{1,40}$/;
const variableForm = /^[a-zA-Z_]\w*$/;

function frameMistakes(dashboard: Dashboard): Problem[] {
  const report = new Report(dashboardPlace(dashboard));
  if (!uidForm.test(dashboard.uid)) report.error('uid', `'${dashboard.uid}' is no uid`, 'use at most 40 letters, digits, hyphens and underscores');
  if (dashboard.title.trim() === '') report.error('no-title', 'it has no title', 'name the system and the question that it answers');
  if (dashboard.folder.trim() === '') report.error('no-folder', 'it has no folder', 'name the system that it belongs to');
  if (dashboard.description.trim() === '') report.error('no-description', 'it has no description', 'say whom it serves and what they see in it');
  if (dashboard.rows.length === 0) report.error('empty', 'it has no rows', 'add a row with a panel, or drop the dashboard');
  if (!(dashboard.range.milliseconds > 0)) report.error('range', 'its range is not positive', 'leave it out for six hours');
  if (!(dashboard.refresh.milliseconds >= 5000)) report.error('refresh', 'it asks again more often than every five seconds', 'leave it out for thirty seconds: nothing is scraped that often');
  for (const title of repeated(dashboard.rows.map((row) => row.title))) report.error('duplicate-row', `two rows are called '${title}'`, 'merge them, or ask two different questions');
  for (const name of repeated(dashboard.variables.map((variable) => variable.name))) report.error('duplicate-variable', `two variables are called '${name}'`, 'give one of them another name');
  for (const { name } of dashboard.variables) {
    if (!variableForm.test(name) || name.startsWith('__')) report.error('variable-name', `'${name}' is no name for a variable`, "use letters, digits and underscores; two leading underscores are Grafana's own");
  }
  for (const variable of dashboard.variables) {
    if (variable.kind === 'interval' && !variable.choices.every(({ milliseconds }, index) => milliseconds > (variable.choices[index - 1]?.milliseconds ?? 0))) {
      report.error('interval-choices', `the choices of '${variable.name}' do not rise: ${variable.choices.map(formatDuration).join(', ')}`, 'name each once, the shortest first');
    }
  }
  if (dashboard.variables.filter(({ kind }) => kind === 'dataSource').length > 1) report.error('data-source-variables', 'two variables choose the data source', 'keep one of them: every panel asks the Prometheus that it names');
  return report.problems;
}

function rowMistakes(dashboard: Dashboard, row: Row): Problem[] {
  const report = new Report(rowPlace(dashboard, row));
  if (row.panels.length === 0) report.error('empty-row', 'the row has no panel', 'add one, or drop the row');
  for (const title of repeated(row.panels.map((panel) => panel.title))) {
    report.error('duplicate-panel', `two panels of one row are called '${title}'`, 'say in the title what each of them shows', 'whoever is told to look at this panel cannot know which');
  }
  const { repeatFor } = row;
  if (repeatFor !== undefined && !dashboard.variables.some(({ name }) => name === repeatFor.name)) {
    report.error('undefined-variable', `the row is repeated for '${repeatFor.name}', which the dashboard does not offer`, 'add it to the variables of the dashboard');
  }
  return report.problems;
}

function annotationMistakes(dashboard: Dashboard): Problem[] {
  const report = new Report(dashboardPlace(dashboard));
  for (const title of repeated(dashboard.annotations.map((annotation) => annotation.title))) report.error('duplicate-annotation', `two annotations are called '${title}'`, 'give one of them another name');
  for (const { title, query } of dashboard.annotations) {
    for (const label of query.legend?.unknown ?? []) report.error('unknown-label', `the text of the annotation '${title}' names the label '${label}', which its expression does not yield`, labelFix(label, query.labels));
  }
  return report.problems;
}
