import { sharedTemplates } from './common';
import type { Message } from './message';
import { fileName, printText, templateName } from './message';
import type { MessageTemplate } from './template';
import { describedAlerts, linkTarget, template, use } from './template';

/** Plain text, for channels with little markup: Discord, Microsoft Teams, Opsgenie, short messages. */
export function textTemplates(message: Message): readonly MessageTemplate[] {
  const links = message.links.map((link) => {
    const { word, annotation } = linkTarget(link);
    return annotation === undefined ? `\n${word}: ${use('belfry.silence')}` : `{{ if ${annotation} }}\n${word}: {{ ${annotation} }}{{ end }}`;
  });
  return [
    ...sharedTemplates(message),
    template(fileName(message, 'text'), {
      [templateName(message, 'text.body')]: [
        `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}{{ if $index }}\n{{ end }}{{ .Labels.alertname }}{{ if eq .Status "resolved" }} (resolved){{ end }}: ${printText(message.alert)}{{ end }}{{ end }}`,
        `{{ if gt (len .Alerts) ${describedAlerts} }}\n... {{ .Alerts | len }} alerts in all{{ end }}`,
        ...links,
      ].join(''),
    }),
  ];
}

export function textBody(message: Message): string {
  return use(templateName(message, 'text.body'));
}
