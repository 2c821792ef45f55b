/** A file of Go templates that Alertmanager loads. */
export interface MessageTemplate {
  /** Name of the file without its ending, which is `.tmpl`. */
  readonly name: string;
  readonly content: string;
}

/**
 * The annotations that a message can show. An alert always has the first three; messages guard the others and leave out
 * the link where an alert has none.
 */
export const annotationNames = ['summary', 'description', 'runbook_url', 'dashboard_url', 'logs_url'] as const;
export type AnnotationName = (typeof annotationNames)[number];

/** The template path of an annotation of one alert; a misspelt annotation does not compile. */
export function annotation(name: AnnotationName): string {
  return `.Annotations.${name}`;
}

/** The template path of an annotation that all alerts of a message share. */
export function commonAnnotation(name: AnnotationName): string {
  return `.CommonAnnotations.${name}`;
}

/** The same part of a message for every alert, in words: `Runbook` leads to the annotation `runbook_url`. */
export const linkAnnotations: readonly (readonly [word: string, name: AnnotationName])[] = [
  ['Runbook', 'runbook_url'],
  ['Dashboard', 'dashboard_url'],
  ['Logs', 'logs_url'],
];

/** Alerts beyond this number are counted, not described: channels cut long messages, and a cut message loses its links. */
export const describedAlerts = 5;

export function template(name: string, definitions: Readonly<Record<string, string>>): MessageTemplate {
  const blocks = Object.entries(definitions).map(([defined, body]) => `{{ define "${defined}" }}${body}{{ end }}\n`);
  return Object.freeze({ name, content: blocks.join('\n') });
}

/** A value inside the double quotes of a matcher, for links that open a silence. */
export const asMatcherValue = '| reReplaceAll `(["\\\\])` `\\$1`';

/** Puts a template to use: `{{ template "belfry.title" . }}`. */
export function use(name: string): string {
  return `{{ template "${name}" . }}`;
}
