/** A file of Go templates that Alertmanager loads. */
export interface MessageTemplate {
  /** Name of the file without its ending, which is `.tmpl`. */
  readonly name: string;
  readonly content: string;
}

/** What every alert says of itself. */
export type RequiredAnnotation = 'summary' | 'description' | 'runbook_url';

/** What an alert may say as well. */
export type OptionalAnnotation = 'dashboard_url' | 'logs_url';

/** The annotations that a message can show. */
export type AnnotationName = RequiredAnnotation | OptionalAnnotation;

/** The template path of an annotation of one alert; a misspelt annotation does not compile. */
export function annotation(name: AnnotationName): string {
  return `.Annotations.${name}`;
}

/** The template path of an annotation that all alerts of a message share. */
export function commonAnnotation(name: AnnotationName): string {
  return `.CommonAnnotations.${name}`;
}

export type LinkName = 'runbook' | 'dashboard' | 'logs' | 'silence';

/** In the order in which somebody needs them. */
export const linkNames: readonly LinkName[] = ['runbook', 'dashboard', 'logs', 'silence'];

const annotationOfLink = { runbook: 'runbook_url', dashboard: 'dashboard_url', logs: 'logs_url' } as const;

/** Where a link leads: to an annotation that the alerts share, or to the page that silences them. */
export interface LinkTarget {
  readonly word: string;
  /** Undefined for the silence, which there always is. */
  readonly annotation: string | undefined;
}

export function linkTarget(link: LinkName): LinkTarget {
  const word = `${link.charAt(0).toUpperCase()}${link.slice(1)}`;
  return { word, annotation: link === 'silence' ? undefined : commonAnnotation(annotationOfLink[link]) };
}

/**
 * Links with something between them; one that the alerts lack is left out with its separator.
 * `anchor` sets one in a channel's markup.
 */
export function linkRow(links: readonly LinkName[], anchor: (target: LinkTarget) => string, separator: string): string {
  return links
    .map((link) => {
      const target = linkTarget(link);
      const shown = `{{ if $linked }}${separator}{{ end }}{{ $linked = true }}${anchor(target)}`;
      return target.annotation === undefined ? shown : `{{ if ${target.annotation} }}${shown}{{ end }}`;
    })
    .reduce((row, link) => row + link, links.length === 0 ? '' : '{{ $linked := false }}');
}

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
