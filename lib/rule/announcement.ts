import type { Duration } from '../core/duration';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import { logsProblems } from './logs-link';

/** What an alert says of itself, whoever evaluates it. */
interface Announcement {
  readonly name: string;
  readonly subject: string;
  readonly kind: 'symptom' | 'cause' | 'capacity' | 'meta';
  readonly severity: string;
  readonly fixedLabels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  readonly logs: string | undefined;
  readonly for: Duration;
}

const camelCase = /^[A-Z][A-Za-z0-9]*$/;
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What is unusable in it. */
export function announcementProblems(made: Announcement): readonly Problem[] {
  const found: Problem[] = [];
  const report = (check: string, message: string, fix: string): void => void found.push(announcementProblem(made.subject, check, message, fix));
  if (!camelCase.test(made.name)) report('alert/name', `'${made.name}' is no alert name`, 'write it in CamelCase: HighErrorRate');
  for (const label of Object.keys(made.fixedLabels)) if (!labelName.test(label)) report('alert/label-name', `'${label}' is no label name`, 'use letters, digits and underscores');
  if (made.summary.includes('{{')) report('alert/summary-template', 'the summary holds a template', 'keep the summary static; labels and values belong into the description');
  if (made.summary.trim() === '') report('alert/no-summary', 'the summary is empty', 'say in one sentence what is wrong, for whom');
  if (made.description.trim() === '') report('alert/no-description', 'the description is empty', 'tell the operator what was measured and what it means');
  if (made.severity === 'critical' && made.kind === 'cause') report('alert/cause-pages', 'a cause pages', 'let the symptom that it leads to page, and make this a warning');
  found.push(...logsProblems(made));
  if (made.for.milliseconds < 0) report('alert/for', 'it waits a negative time', 'leave `for` out, or make it positive');
  return found;
}

export function announcementProblem(subject: string, check: string, message: string, fix: string): Problem {
  return { check, severity: 'error', message, place: { subject }, fix };
}

/** An undeclared label in a description becomes a diagnostic at synth instead of `<no value>` at night. */
export function templatesFor<L extends string>(name: string, labels: Record<string, string>): Readonly<Record<L, string>>;
export function templatesFor(name: string, labels: Record<string, string>): Record<string, string> {
  return new Proxy(labels, {
    get(target, label) {
      const template = typeof label === 'string' ? target[label] : undefined;
      if (template === undefined) refuse([announcementProblem(`alert ${name}`, 'alert/template-label', `the description uses the label '${String(label)}', which the expression does not yield`, `its labels are ${Object.keys(target).join(', ') || 'none'}`)]);
      return template;
    },
  });
}
