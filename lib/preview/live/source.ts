import { formatDuration, seconds } from '../../core/duration';
import { promTarget } from '../../dashboard/grafana/target';
import { alertState } from '../../metric/exporters/alert-state';
import { print } from '../../promql/print';
import type { Asked, PreviewSource } from '../source';
import type { PrometheusApi } from './prometheus-api';

/** Answers of a running Prometheus, to the very queries that Grafana asks. Logs and traces are not Prometheus' to tell. */
export function liveSource(api: PrometheusApi, now: number): PreviewSource {
  return {
    now,
    range: (asked) => api.range(expressionOf(asked), asked.range, asked.step),
    newest: (asked) => api.newest(expressionOf(asked), asked.range.to),
    firing: async (matchers, moment) => {
      const conditions = [{ label: 'alertstate', operator: '=', value: 'firing' } as const, ...matchers];
      const answer = await api.newest(print({ kind: 'selector', name: alertState.seriesName, matchers: conditions }), moment);
      return answer.map(({ labels }) => ({ name: labels.alertname ?? '', severity: labels.severity ?? '' }));
    },
    logLines: () => undefined,
    traces: () => undefined,
    spans: () => undefined,
    calls: () => undefined,
  };
}

/** With what Grafana fills in when a dashboard is opened: every value of every variable, and windows as long as a point on the screen. */
function expressionOf({ query, panel, display, step }: Asked): string {
  const window = panel.kind === 'timeSeries' ? panel.window : 'fixed';
  const target = promTarget(query, { index: 0, ask: 'range', format: 'time_series', display, title: panel.title, window });
  if (!('expr' in target)) return '';
  const chosen = typeof window === 'string' ? target.expr : target.expr.replaceAll(`[$${window.name}]`, `[${formatDuration(window.choices[0])}]`);
  return chosen.replaceAll(/=~"\$\w+"/g, '=~".*"').replaceAll('$__rate_interval', formatDuration(seconds(Math.max(60, step.value + 15))));
}
