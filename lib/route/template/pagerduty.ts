import type { Data } from '../../core/yaml';
import { commonTemplates, titleTemplate } from './common';
import type { MessageTemplate } from './template';
import { annotation, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

const said = `{{ if ${annotation('description')} }}{{ printf "%s: %s" .Labels.alertname ${annotation('description')} | toJson }}{{ else }}{{ printf "%s: %s" .Labels.alertname ${annotation('summary')} | toJson }}{{ end }}`;

/**
 * A JSON list, because Alertmanager reads a detail as YAML where it can: of `HighErrorRate: 50% failed` it would make a
 * map, and of two alerts of that name a text. Source: template/template.go, DeepCopyWithTemplate.
 */
const details = `{{ if . }}[{{ range $index, $alert := . }}{{ if lt $index ${describedAlerts} }}{{ if $index }}, {{ end }}${said}{{ end }}{{ end }}{{ if gt (len .) ${describedAlerts} }}, "... {{ len . }} alerts in all"{{ end }}]{{ end }}`;

export const pagerDutyTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  template('belfry-pagerduty', {
    // https://developer.pagerduty.com/docs/events-api-v2-overview: critical, error, warning or info.
    'belfry.pagerduty.severity': '{{ if eq .CommonLabels.severity "critical" }}critical{{ else if eq .CommonLabels.severity "warning" }}warning{{ else if eq .CommonLabels.severity "info" }}info{{ else }}error{{ end }}',
    'belfry.pagerduty.details': details,
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
