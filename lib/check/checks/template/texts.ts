import type { AlertSubject } from '../../model/subject';
import type { Text } from '../../model/text';
import type { Template } from '../../template/template';
import { readTemplate } from '../../template/template';

/** A text of an alert that goes through the template engine. */
export interface TemplateText {
  readonly name: string;
  readonly text: Text;
  readonly template: Template;
}

const found = new WeakMap<AlertSubject, readonly TemplateText[]>();

/** The annotations and labels of an alert, read as templates. */
export function templateTexts(alert: AlertSubject): readonly TemplateText[] {
  const before = found.get(alert);
  if (before !== undefined) return before;
  const texts = [...alert.annotations, ...alert.labels].map(([name, text]) => ({ name, text, template: readTemplate(text.value) })).filter(({ template }) => template.isDynamic);
  found.set(alert, texts);
  return texts;
}
