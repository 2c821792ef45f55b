import type { Data } from '../../core/yaml';
import { commonTemplates, titleTemplate } from './common';
import { textBody, textTemplates } from './text';
import type { MessageTemplate } from './template';
import { annotation, asMatcherValue, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

const links = linkAnnotations.map(([word, name]) => `{{ if ${commonAnnotation(name)} }}<a href="{{ ${commonAnnotation(name)} }}">${word}</a> &middot; {{ end }}`).join('');

/** Mail programs keep inline styles only. */
export const emailTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  ...textTemplates.filter((file) => file !== commonTemplates),
  template('belfry-email', {
    'belfry.email.color': '{{ if eq .Status "resolved" }}#2e7d32{{ else if eq .CommonLabels.severity "critical" }}#c62828{{ else if eq .CommonLabels.severity "info" }}#1565c0{{ else }}#ef6c00{{ end }}',
    'belfry.email.html': [
      '<!doctype html>\n<html>\n<body style="font-family: sans-serif; color: #222">\n',
      `<h2 style="border-left: 6px solid {{ template "belfry.email.color" . }}; padding-left: 10px">{{ template "${titleTemplate}" . }}</h2>\n`,
      `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}<p><b>{{ .Labels.alertname }}</b>{{ if eq .Status "resolved" }} (resolved){{ end }}{{ if ${annotation('description')} }}<br>{{ ${annotation('description')} }}{{ end }}`,
      '<br><small>{{ range $number, $pair := .Labels.SortedPairs }}{{ if $number }}, {{ end }}{{ $pair.Name }}={{ $pair.Value }}{{ end }}</small></p>\n{{ end }}{{ end }}',
      `{{ if gt (len .Alerts) ${describedAlerts} }}<p>... {{ .Alerts | len }} alerts in all</p>\n{{ end }}`,
      `<p>${links}<a href="{{ template "belfry.email.silence" . }}">Silence</a></p>\n</body>\n</html>\n`,
    ].join(''),
    // Inside an attribute the HTML templates encode values themselves.
    'belfry.email.silence': `{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $index, $pair := .CommonLabels.SortedPairs }}{{ if $index }}%2C{{ end }}{{ $pair.Name }}%3D%22{{ $pair.Value ${asMatcherValue} }}%22{{ end }}%7D`,
  }),
];

/** Fields of `email_configs`: HTML, with the same as text for those who read that. */
export const emailMessage: Readonly<Record<string, Data>> = Object.freeze({ headers: { Subject: use(titleTemplate) }, html: use('belfry.email.html'), text: textBody });
