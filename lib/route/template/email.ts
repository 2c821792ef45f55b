import type { Data } from '../../core/yaml';
import { titleOf } from './common';
import type { Message } from './message';
import { fileName, printText, templateName } from './message';
import { textBody, textTemplates } from './text';
import type { MessageTemplate } from './template';
import { describedAlerts, linkRow, template, use } from './template';

/** Mail programs keep inline styles only. */
export function emailTemplates(message: Message): readonly MessageTemplate[] {
  const links = linkRow(message.links, ({ word, annotation }) => `<a href="${annotation === undefined ? use('belfry.silence.html') : `{{ ${annotation} }}`}">${word}</a>`, ' &middot; ');
  const color = templateName(message, 'email.color');
  return [
    ...textTemplates(message),
    template(fileName(message, 'email'), {
      [color]: '{{ if eq .Status "resolved" }}#2e7d32{{ else if eq .CommonLabels.severity "critical" }}#c62828{{ else if eq .CommonLabels.severity "info" }}#1565c0{{ else }}#ef6c00{{ end }}',
      [templateName(message, 'email.html')]: [
        '<!doctype html>\n<html>\n<body style="font-family: sans-serif; color: #222">\n',
        `<h2 style="border-left: 6px solid ${use(color)}; padding-left: 10px">${titleOf(message)}</h2>\n`,
        `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}<p><b>{{ .Labels.alertname }}</b>{{ if eq .Status "resolved" }} (resolved){{ end }}<br>${printText(message.alert)}`,
        '<br><small>{{ range $number, $pair := .Labels.SortedPairs }}{{ if $number }}, {{ end }}{{ $pair.Name }}={{ $pair.Value }}{{ end }}</small></p>\n{{ end }}{{ end }}',
        `{{ if gt (len .Alerts) ${describedAlerts} }}<p>... {{ .Alerts | len }} alerts in all</p>\n{{ end }}`,
        `<p>${links}</p>\n</body>\n</html>\n`,
      ].join(''),
    }),
  ];
}

/** Fields of `email_configs`: HTML, with the same as text for those who read that. */
export function emailMessage(message: Message): Readonly<Record<string, Data>> {
  return { headers: { Subject: titleOf(message) }, html: use(templateName(message, 'email.html')), text: textBody(message) };
}
