import type { Data } from '../../core/yaml';
import { commonTemplates, titleTemplate } from './common';
import type { MessageTemplate } from './template';
import { annotation, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

/** Slack reads `&`, `<` and `>` as markup: https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escape = '| reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"';

const oneAlert = [
  '{{ if eq .Status "resolved" }}:white_check_mark:{{ else }}:rotating_light:{{ end }} *{{ .Labels.alertname }}*',
  `{{ if ${annotation('description')} }}\n{{ ${annotation('description')} ${escape} }}{{ end }}`,
  `\n{{ range $index, $pair := .Labels.SortedPairs }}{{ if ne $pair.Name "alertname" }}\`{{ $pair.Name }}={{ $pair.Value ${escape} }}\` {{ end }}{{ end }}`,
].join('');

const links = linkAnnotations.map(([word, name]) => `{{ if ${commonAnnotation(name)} }}<{{ ${commonAnnotation(name)} ${escape} }}|${word}> | {{ end }}`).join('');

export const slackTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  template('belfry-slack', {
    'belfry.slack.title': `{{ template "${titleTemplate}" . }}`,
    'belfry.slack.color': '{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else if eq .CommonLabels.severity "info" }}#439fe0{{ else }}warning{{ end }}',
    'belfry.slack.alert': oneAlert,
    'belfry.slack.text': [
      `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}{{ if $index }}\n{{ end }}{{ template "belfry.slack.alert" $alert }}{{ end }}{{ end }}`,
      `{{ if gt (len .Alerts) ${describedAlerts} }}\n... {{ .Alerts | len }} alerts in all{{ end }}`,
      `\n${links}<{{ template "belfry.silence" . }}|Silence>`,
    ].join(''),
  }),
];

/** Fields of `slack_configs`: https://prometheus.io/docs/alerting/latest/configuration/#slack_config */
export const slackMessage: Readonly<Record<string, Data>> = Object.freeze({
  color: use('belfry.slack.color'),
  title: use('belfry.slack.title'),
  title_link: use('belfry.alertmanager'),
  text: use('belfry.slack.text'),
  fallback: use('belfry.slack.title'),
  mrkdwn_in: ['text'],
});
