import { mistake } from '../../core/problem';
import type { AnnotationName, LinkName, OptionalAnnotation, RequiredAnnotation } from './template';
import { annotation, commonAnnotation, linkNames } from './template';

/** A part of a text that Alertmanager fills in: a pipeline in the language of its templates. */
export interface Piece {
  readonly pipeline: string;
}

/** Words and what Alertmanager fills in between them. */
export type MessageText = readonly (string | Piece)[];

/** How messages are worded. Each channel sets them in its own markup. */
export interface Message {
  /** Undefined for the one that every receiver uses unless told otherwise. */
  readonly name: string | undefined;
  readonly title: MessageText;
  readonly alert: MessageText;
  readonly links: readonly LinkName[];
}

/** ``text`${status}: ${headline}` `` */
type TextTag = (words: TemplateStringsArray, ...pieces: readonly Piece[]) => MessageText;

/** What a title can say of the alerts that share a message. */
export interface TitleParts<Label extends string> {
  readonly text: TextTag;
  /** `CRITICAL`, or whatever severity all alerts have; `RESOLVED` once all are over. */
  readonly status: Piece;
  /** ` x3` where three alerts fire; nothing for one. */
  readonly times: Piece;
  /** The summary, or what else the alerts have in common. */
  readonly headline: Piece;
  /** A label, and what to say where the alerts differ in it or lack it. */
  readonly label: (name: Label, otherwise: string) => Piece;
  /** An annotation, and what to say where the alerts differ in it or lack it. */
  readonly annotation: (name: AnnotationName, otherwise: string) => Piece;
}

/** What can be said of one alert. */
export interface AlertParts<Label extends string> {
  readonly text: TextTag;
  /** A label; nothing, or `otherwise`, where the alert lacks it. */
  readonly label: (name: Label, otherwise?: string) => Piece;
  /** An annotation that every alert has, or one that it may lack with what to say then. */
  readonly annotation: ((name: RequiredAnnotation) => Piece) & ((name: OptionalAnnotation, otherwise: string) => Piece);
}

export interface MessageOptions<Label extends string> {
  /** One line. @default `[CRITICAL x2] Too many requests fail.` */
  readonly title?: (parts: TitleParts<Label>) => MessageText;
  /** What is said of each alert below its name. @default its description */
  readonly alert?: (parts: AlertParts<Label>) => MessageText;
  /** The links at the end, in this order; those that the alerts have not are left out. @default runbook, dashboard, logs, silence */
  readonly links?: readonly LinkName[];
}

const text: TextTag = (words, ...pieces) => words.flatMap((word, index): MessageText => [...(word === '' ? [] : [word]), ...pieces.slice(index, index + 1)]);

const quoted = (value: string): string => JSON.stringify(value);
const either = (path: string, otherwise: string): Piece => ({ pipeline: `or ${path} ${quoted(otherwise)}` });

const titleParts: TitleParts<string> = {
  text,
  status: { pipeline: '$status' },
  times: { pipeline: '$times' },
  headline: { pipeline: '$headline' },
  label: (name, otherwise) => either(`(index .CommonLabels ${quoted(name)})`, otherwise),
  annotation: (name, otherwise) => either(commonAnnotation(name), otherwise),
};

const alertParts: AlertParts<string> = {
  text,
  label: (name, otherwise = '') => either(`(index .Labels ${quoted(name)})`, otherwise),
  annotation: (name: AnnotationName, otherwise?: string) => (otherwise === undefined ? { pipeline: annotation(name) } : either(annotation(name), otherwise)),
};

/** What every receiver says unless told otherwise. */
export const usualMessage: Message = Object.freeze({
  name: undefined,
  title: text`[${titleParts.status}${titleParts.times}] ${titleParts.headline}`,
  // Alerts of other origin may have a summary alone.
  alert: [{ pipeline: `or ${annotation('description')} ${annotation('summary')}` }],
  links: linkNames,
});

/** @throws BelfryError for a name that is none, a text that says nothing, a title of two lines, a link named twice */
export function makeMessage<Label extends string>(name: string, { title, alert, links = linkNames }: MessageOptions<Label>): Message {
  const report = (check: string, message: string, fix: string): Error => mistake({ check, message, place: { subject: `message ${name}` }, fix });
  if (!/^[a-z][-a-z0-9]*$/.test(name)) throw report('route/message-name', `'${name}' is no name for a message`, 'use small letters, digits and hyphens: shop-brief');
  const made = Object.freeze({ name, title: title?.(titleParts) ?? usualMessage.title, alert: alert?.(alertParts) ?? usualMessage.alert, links });
  for (const [what, said] of [['title', made.title], ['alert', made.alert]] as const) {
    if (said.every((part) => typeof part === 'string' && part.trim() === '')) throw report('route/message-empty', `its ${what} says nothing`, 'say what is wrong, or leave it out for the usual text');
  }
  if (made.title.some((part) => typeof part === 'string' && part.includes('\n'))) throw report('route/message-title', 'its title has more than one line', 'keep one line: channels show the title in lists and as the subject of a mail');
  if (new Set(links).size !== links.length) throw report('route/message-link', `it names a link twice: ${links.join(', ')}`, 'name each link once');
  return made;
}

/** The text as a template. What Alertmanager fills in goes through `escape`, and so do words that a channel could take for markup. */
export function printText(said: MessageText, escape = ''): string {
  const action = (pipeline: string): string => `{{ ${pipeline}${escape === '' ? '' : ` ${escape}`} }}`;
  return said.map((part) => (typeof part !== 'string' ? action(part.pipeline) : /[<>&{}"'`]/.test(part) ? action(quoted(part)) : part)).join('');
}

/** The text as arguments of `printf`. */
export function printfArguments(before: string, said: MessageText): string {
  const format = said.map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : '%s')).join('');
  return [quoted(`${before}${format}`), ...said.flatMap((part) => (typeof part === 'string' ? [] : [`(${part.pipeline})`]))].join(' ');
}

/** The name under which a message's template is defined: `belfry.slack.text`, or `belfry.shop-brief.slack.text`. */
export function templateName({ name }: Message, part: string): string {
  return name === undefined ? `belfry.${part}` : `belfry.${name}.${part}`;
}

/** The name of its file: `belfry-slack`, or `belfry-slack-shop-brief`. */
export function fileName({ name }: Message, channel: string): string {
  return name === undefined ? `belfry-${channel}` : `belfry-${channel}-${name}`;
}
