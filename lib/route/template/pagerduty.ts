import type { Data } from '../../core/yaml';
import { commonTemplates, titleTemplate } from './common';
import type { MessageTemplate } from './template';
import { annotation, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

const detail = `{{ range $index, $alert := . }}{{ if lt $index ${describedAlerts} }}{{ .Labels.alertname }}: {{ if ${annotation('description')} }}{{ ${annotation('description')} }}{{ else }}{{ ${annotation('summary')} }}{{ end }}\n{{ end }}{{ end }}`;

export const pagerDutyTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  template('belfry-pagerduty', {
    // https://developer.pagerduty.com/docs/events-api-v2-overview: critical, error, warning or info.
    'belfry.pagerduty.severity': '{{ if eq .CommonLabels.severity "critical" }}critical{{ else if eq .CommonLabels.severity "warning" }}warning{{ else if eq .CommonLabels.severity "info" }}info{{ else }}error{{ end }}',
    'belfry.pagerduty.details': detail,
  }),
];

/** Fields of `pagerduty_configs`; a link whose address comes out empty is left away by Alertmanager. */
export const pagerDutyMessage: Readonly<Record<string, Data>> = Object.freeze({
  description: use(titleTemplate),
  severity: use('belfry.pagerduty.severity'),
  class: '{{ .CommonLabels.alertname }}',
  component: '{{ .CommonLabels.service }}',
  group: '{{ .CommonLabels.team }}',
  client: 'Belfry',
  client_url: use('belfry.alertmanager'),
  details: { firing: '{{ template "belfry.pagerduty.details" .Alerts.Firing }}', resolved: '{{ template "belfry.pagerduty.details" .Alerts.Resolved }}' },
  links: [...linkAnnotations.map(([word, name]) => ({ href: `{{ ${commonAnnotation(name)} }}`, text: word })), { href: use('belfry.silence'), text: 'Silence' }],
});
