import type { Data } from '../../core/yaml';
import { commonTemplates, titleTemplate } from './common';
import type { MessageTemplate } from './template';
import { annotation, asMatcherValue, commonAnnotation, describedAlerts, linkAnnotations, template, use } from './template';

const links = linkAnnotations.map(([word, name]) => `{{ if ${commonAnnotation(name)} }}<a href="{{ ${commonAnnotation(name)} }}">${word}</a> | {{ end }}`).join('');

/** Telegram's HTML knows b, i, code and a: https://core.telegram.org/bots/api#html-style. Alertmanager escapes the values itself. */
export const telegramTemplates: readonly MessageTemplate[] = [
  commonTemplates,
  template('belfry-telegram', {
    'belfry.telegram.message': [
      `<b>{{ template "${titleTemplate}" . }}</b>`,
      `{{ range $index, $alert := .Alerts }}{{ if lt $index ${describedAlerts} }}\n\n<b>{{ .Labels.alertname }}</b>{{ if eq .Status "resolved" }} (resolved){{ end }}{{ if ${annotation('description')} }}\n{{ ${annotation('description')} }}{{ end }}{{ end }}{{ end }}`,
      `{{ if gt (len .Alerts) ${describedAlerts} }}\n\n... {{ .Alerts | len }} alerts in all{{ end }}`,
      `\n\n${links}<a href="{{ template "belfry.telegram.silence" . }}">Silence</a>`,
    ].join(''),
    // Inside an attribute the HTML templates encode values themselves.
    'belfry.telegram.silence': `{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $index, $pair := .CommonLabels.SortedPairs }}{{ if $index }}%2C{{ end }}{{ $pair.Name }}%3D%22{{ $pair.Value ${asMatcherValue} }}%22{{ end }}%7D`,
  }),
];

/** Fields of `telegram_configs`. */
export const telegramMessage: Readonly<Record<string, Data>> = Object.freeze({ message: use('belfry.telegram.message'), parse_mode: 'HTML' });
