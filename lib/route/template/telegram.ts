import type { Data } from '../../core/yaml';
import { sharedTemplates, titleOf } from './common';
import type { Message } from './message';
import { fileName, printText, templateName } from './message';
import type { MessageTemplate } from './template';
import { describedAlerts, linkRow, template, use } from './template';

/** Telegram's HTML knows b, i, code and a: https://core.telegram.org/bots/api#html-style. Alertmanager escapes the values itself. */
export function telegramTemplates(message: Message): readonly MessageTemplate[] {
  const links = linkRow(message.links, ({ word, annotation }) => `<a href="${annotation === undefined ? use('belfry.silence.html') : `{{ ${annotation} }}`}">${word}</a>`, ' | ');
  return [
    ...sharedTemplates(message),
    template(fileName(message, 'telegram'), {
      [templateName(message, 'telegram.message')]: [
        `<b>${titleOf(message)}</b>`,
        `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}\n\n<b>{{ .Labels.alertname }}</b>{{ if eq .Status "resolved" }} (resolved){{ end }}\n${printText(message.alert)}{{ end }}{{ end }}`,
        `{{ if gt (len .Alerts) ${describedAlerts} }}\n\n... {{ .Alerts | len }} alerts in all{{ end }}`,
        `\n\n${links}`,
      ].join(''),
    }),
  ];
}

/** Fields of `telegram_configs`. */
export function telegramMessage(message: Message): Readonly<Record<string, Data>> {
  return { message: use(templateName(message, 'telegram.message')), parse_mode: 'HTML' };
}
