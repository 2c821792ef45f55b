import type { Unit } from '../core/unit';

/**
 * What a description may refer to: the labels that the expression yields and no others, and the value, formatted as its
 * unit wants. The fields hold Go template actions, so an ordinary template string makes the description:
 *
 *     description: ({ labels, value }) => `${labels.route} answers ${value} of requests with an error.`
 *     // {{ $labels.route }} answers {{ $value | humanizePercentage }} of requests with an error.
 */
export interface TemplateText<L extends string> {
  readonly labels: Readonly<Record<L, string>>;
  readonly value: string;
}

/**
 * How a value of this unit is written for a person: `0.06` of unit ratio as `6%`, `5400` seconds as `1h 30m 0s`. A rate
 * keeps its fraction, because `110m errors per second` reads as a hundred and ten million.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers
 */
export function valueTemplate(unit: Unit | undefined): string {
  switch (unit) {
    case 'ratio':
      return '{{ $value | humanizePercentage }}';
    case 'seconds':
      return '{{ $value | humanizeDuration }}';
    case 'bytes':
      return '{{ $value | humanize1024 }}B';
    case 'bytes/s':
      return '{{ $value | humanize1024 }}B/s';
    case 'timestamp':
      return '{{ $value | humanizeTimestamp }}';
    default:
      return unit?.endsWith('/s') === true ? '{{ $value | printf "%.3g" }}' : '{{ $value | humanize }}';
  }
}

/** The template action of a label. A label name that is no Go identifier cannot be reached with a dot. */
export function labelTemplate(label: string): string {
  return `{{ $labels.${label} }}`;
}
