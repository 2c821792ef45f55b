import type { Data } from '../../core/yaml';
import { sharedTemplates, titleOf } from './common';
import type { Message } from './message';
import { fileName, printfArguments, templateName } from './message';
import type { MessageTemplate } from './template';
import { describedAlerts, linkTarget, template, use } from './template';

export function pagerDutyTemplates(message: Message): readonly MessageTemplate[] {
  // The path of the name stands among the arguments of printf, because a detail is one text.
  const said = `{{ printf ${printfArguments('', [{ pipeline: '.Labels.alertname' }, ': ', ...message.alert])} | toJson }}`;
  return [
    ...sharedTemplates(message),
    template(fileName(message, 'pagerduty'), {
      // https://developer.pagerduty.com/docs/events-api-v2-overview: critical, error, warning or info.
      [templateName(message, 'pagerduty.severity')]: '{{ if eq .CommonLabels.severity "critical" }}critical{{ else if eq .CommonLabels.severity "warning" }}warning{{ else if eq .CommonLabels.severity "info" }}info{{ else }}error{{ end }}',
      /*
       * A JSON list, because Alertmanager reads a detail as YAML where it can: of `HighErrorRate: 50% failed` it would
       * make a map, and of two alerts of that name a text. Source: template/template.go, DeepCopyWithTemplate.
       */
      [templateName(message, 'pagerduty.details')]: `{{ if . }}[{{ range $index, $alert := . }}{{ if lt $index ${describedAlerts} }}{{ if $index }}, {{ end }}${said}{{ end }}{{ end }}{{ if gt (len .) ${describedAlerts} }}, "... {{ len . }} alerts in all"{{ end }}]{{ end }}`,
    }),
  ];
}

/** Fields of `pagerduty_configs`; a link whose address comes out empty is left away by Alertmanager. */
export function pagerDutyMessage(message: Message): Readonly<Record<string, Data>> {
  const details = templateName(message, 'pagerduty.details');
  return {
    description: titleOf(message),
    severity: use(templateName(message, 'pagerduty.severity')),
    class: '{{ .CommonLabels.alertname }}',
    component: '{{ .CommonLabels.service }}',
    group: '{{ .CommonLabels.team }}',
    client: 'Belfry',
    client_url: use('belfry.alertmanager'),
    details: { firing: `{{ template "${details}" .Alerts.Firing }}`, resolved: `{{ template "${details}" .Alerts.Resolved }}` },
    links: message.links.map((link) => {
      const { word, annotation } = linkTarget(link);
      return { href: annotation === undefined ? use('belfry.silence') : `{{ ${annotation} }}`, text: word };
    }),
  };
}
