import { asMatcherValue, commonAnnotation, template } from './template';

/**
 * What all channels share: `[CRITICAL] CanvasCast answers too many requests with an error`, and where to silence it.
 * A message whose alerts differ in their summary is headed by what they have in common.
 */
export const commonTemplates = template('belfry-common', {
  'belfry.severity': '{{ if eq .Status "resolved" }}RESOLVED{{ else if .CommonLabels.severity }}{{ .CommonLabels.severity | toUpper }}{{ else }}FIRING{{ end }}',
  'belfry.headline': `{{ if ${commonAnnotation('summary')} }}{{ ${commonAnnotation('summary')} }}{{ else if .CommonLabels.alertname }}{{ .CommonLabels.alertname }}{{ else }}{{ .Alerts | len }} alerts{{ end }}`,
  'belfry.title': '[{{ template "belfry.severity" . }}{{ if gt (len .Alerts.Firing) 1 }} x{{ .Alerts.Firing | len }}{{ end }}] {{ template "belfry.headline" . }}',
  // The page of Alertmanager takes its filter from the fragment, where a plus sign stays a plus sign.
  'belfry.silence': `{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $index, $pair := .CommonLabels.SortedPairs }}{{ if $index }}%2C{{ end }}{{ $pair.Name }}%3D%22{{ $pair.Value ${asMatcherValue} | urlquery | reReplaceAll "[+]" "%20" }}%22{{ end }}%7D`,
  'belfry.alertmanager': '{{ .ExternalURL }}/#/alerts?receiver={{ .Receiver | urlquery }}',
});

/** The title line of every channel. */
export const titleTemplate = 'belfry.title';
