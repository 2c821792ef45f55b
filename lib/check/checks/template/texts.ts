import { oncePer } from '../../../core/once-per';
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

/** The annotations and labels of an alert, read as templates. */
export const templateTexts = oncePer((alert: AlertSubject): readonly TemplateText[] =>
  [...alert.annotations, ...alert.labels].map(([name, text]) => ({ name, text, template: readTemplate(text.value) })).filter(({ template }) => template.isDynamic),
);
