import type { Message } from './message';
import { fileName, printText, templateName } from './message';
import type { MessageTemplate } from './template';
import { asMatcherValue, commonAnnotation, template, use } from './template';

/** What all messages share: where to silence, and where Alertmanager shows the alerts. */
const commonTemplates = template('belfry-common', {
  // The page of Alertmanager takes its filter from the fragment, where a plus sign stays a plus sign.
  'belfry.silence': `{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $index, $pair := .CommonLabels.SortedPairs }}{{ if $index }}%2C{{ end }}{{ $pair.Name }}%3D%22{{ $pair.Value ${asMatcherValue} | urlquery | reReplaceAll "[+]" "%20" }}%22{{ end }}%7D`,
  // Inside an attribute the HTML templates encode values themselves.
  'belfry.silence.html': `{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $index, $pair := .CommonLabels.SortedPairs }}{{ if $index }}%2C{{ end }}{{ $pair.Name }}%3D%22{{ $pair.Value ${asMatcherValue} }}%22{{ end }}%7D`,
  'belfry.alertmanager': '{{ .ExternalURL }}/#/alerts?receiver={{ .Receiver | urlquery }}',
});

/** What a title refers to: the alerts of a message may differ in their severity and in their summary. */
const titleVariables = [
  '{{ $status := or (.CommonLabels.severity | toUpper) "FIRING" }}{{ if eq .Status "resolved" }}{{ $status = "RESOLVED" }}{{ end }}',
  '{{ $times := "" }}{{ if gt (len .Alerts.Firing) 1 }}{{ $times = printf " x%d" (len .Alerts.Firing) }}{{ end }}',
  `{{ $headline := or ${commonAnnotation('summary')} .CommonLabels.alertname (printf "%d alerts" (len .Alerts)) }}`,
].join('');

/** The templates on which those of every channel build: `[CRITICAL] CanvasCast answers too many requests with an error`. */
export function sharedTemplates(message: Message): readonly MessageTemplate[] {
  return [commonTemplates, template(fileName(message, 'title'), { [templateName(message, 'title')]: `${titleVariables}${printText(message.title)}` })];
}

/** The title line of every channel. */
export function titleOf(message: Message): string {
  return use(templateName(message, 'title'));
}
