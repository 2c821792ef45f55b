import type { Data } from '../../core/yaml';
import { sharedTemplates, titleOf } from './common';
import type { Message } from './message';
import { fileName, printText, templateName } from './message';
import type { MessageTemplate } from './template';
import { describedAlerts, linkRow, template, use } from './template';

/** Slack reads `&`, `<` and `>` as markup: https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escape = '| reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"';

export function slackTemplates(message: Message): readonly MessageTemplate[] {
  const oneAlert = [
    '{{ if eq .Status "resolved" }}:white_check_mark:{{ else }}:rotating_light:{{ end }} *{{ .Labels.alertname }}*',
    `\n${printText(message.alert, escape)}`,
    `\n{{ range $index, $pair := .Labels.SortedPairs }}{{ if ne $pair.Name "alertname" }}\`{{ $pair.Name }}={{ $pair.Value ${escape} }}\` {{ end }}{{ end }}`,
  ].join('');
  const links = linkRow(message.links, ({ word, annotation }) => `<${annotation === undefined ? use('belfry.silence') : `{{ ${annotation} ${escape} }}`}|${word}>`, ' | ');
  const alertName = templateName(message, 'slack.alert');
  return [
    ...sharedTemplates(message),
    template(fileName(message, 'slack'), {
      [templateName(message, 'slack.color')]: '{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else if eq .CommonLabels.severity "info" }}#439fe0{{ else }}warning{{ end }}',
      [alertName]: oneAlert,
      [templateName(message, 'slack.text')]: [
        `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}{{ if $index }}\n{{ end }}{{ template "${alertName}" $alert }}{{ end }}{{ end }}`,
        `{{ if gt (len .Alerts) ${describedAlerts} }}\n... {{ .Alerts | len }} alerts in all{{ end }}`,
        `\n${links}`,
      ].join(''),
    }),
  ];
}

/** Fields of `slack_configs`: https://prometheus.io/docs/alerting/latest/configuration/#slack_config */
export function slackMessage(message: Message): Readonly<Record<string, Data>> {
  return {
    color: use(templateName(message, 'slack.color')),
    title: titleOf(message),
    title_link: use('belfry.alertmanager'),
    text: use(templateName(message, 'slack.text')),
    fallback: titleOf(message),
    mrkdwn_in: ['text'],
  };
}
