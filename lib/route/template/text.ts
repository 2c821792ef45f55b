import { commonTemplates, titleTemplate } from './common';
import type { MessageTemplate } from './template';
import { annotation, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

const links = linkAnnotations.map(([word, name]) => `{{ if ${commonAnnotation(name)} }}\n${word}: {{ ${commonAnnotation(name)} }}{{ end }}`).join('');

/** Plain text, for channels with little markup: Discord, Microsoft Teams, Opsgenie, short messages. */
export const textTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  template('belfry-text', {
    'belfry.text.body': [
      `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}{{ if $index }}\n{{ end }}{{ .Labels.alertname }}{{ if eq .Status "resolved" }} (resolved){{ end }}{{ if ${annotation('description')} }}: {{ ${annotation('description')} }}{{ end }}{{ end }}{{ end }}`,
      `{{ if gt (len .Alerts) ${describedAlerts} }}\n... {{ .Alerts | len }} alerts in all{{ end }}`,
      `${links}\nSilence: {{ template "belfry.silence" . }}`,
    ].join(''),
  }),
];

export const textTitle = use(titleTemplate);
export const textBody = use('belfry.text.body');
/** A short message is one line. */
export const smsText = use(titleTemplate);
