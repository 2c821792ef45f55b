import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import type { Data } from '../../core/yaml';
import { dataSources as panelSources } from '../../dashboard/datasource';

export interface DataSourceOptions {
  /** URLs of the stores. */
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly loki: string;
  readonly jaeger: string;
  readonly scrapeInterval: Duration;
}

/** Uids of the data sources: those that panels ask, and Alertmanager, which only Grafana itself does. */
const dataSourceUids = {
  prometheus: panelSources.prometheus.uid,
  alertmanager: 'alertmanager',
  loki: panelSources.loki.uid,
  jaeger: panelSources.jaeger.uid,
} as const;

/** How far around a span its logs and metrics are looked for: log lines are written a little before or after. */
const around = { spanStartTimeShift: '-5m', spanEndTimeShift: '5m' } as const;

/**
 * The provisioned data sources, each a step from the others: a point on a graph leads to a trace by its exemplar, a log
 * line to its trace by the id in its metadata, a span to its logs and to the rate, errors and duration of its service.
 *
 * Grafana replaces `$NAME` in these files by variables of its environment, so that its own `$` are doubled.
 * Sources: https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources and the page of each source.
 */
export function dataSources(options: DataSourceOptions): Data {
  return {
    apiVersion: 1,
    // A source that is no longer in this file is removed.
    prune: true,
    datasources: [prometheus(options), alertmanager(options), loki(options), jaeger(options)],
  };
}

function source(name: string, type: keyof typeof dataSourceUids, url: string, jsonData: Data): Readonly<Record<string, Data>> {
  return { name, type, uid: dataSourceUids[type], access: 'proxy', url, isDefault: type === 'prometheus', editable: false, jsonData };
}

function prometheus({ prometheus: url, scrapeInterval }: DataSourceOptions): Data {
  return source('Prometheus', 'prometheus', url, {
    httpMethod: 'POST',
    prometheusType: 'Prometheus',
    timeInterval: formatDuration(scrapeInterval),
    manageAlerts: true,
    alertmanagerUid: dataSourceUids.alertmanager,
    exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: dataSourceUids.jaeger, urlDisplayLabel: 'Trace in Jaeger' }],
  });
}

function alertmanager({ alertmanager: url }: DataSourceOptions): Data {
  return source('Alertmanager', 'alertmanager', url, { implementation: 'prometheus', handleGrafanaManagedAlerts: false });
}

function loki({ loki: url }: DataSourceOptions): Data {
  return source('Loki', 'loki', url, {
    maxLines: 1000,
    derivedFields: [
      {
        name: 'Trace',
        // The id is structured metadata of the line, which Grafana matches like a label.
        matcherType: 'label',
        matcherRegex: 'trace_id',
        url: '$${__value.raw}',
        datasourceUid: dataSourceUids.jaeger,
        urlDisplayLabel: 'Trace in Jaeger',
      },
    ],
  });
}

function jaeger({ jaeger: url }: DataSourceOptions): Data {
  return source('Jaeger', 'jaeger', url, {
    nodeGraph: { enabled: true },
    tracesToLogsV2: {
      datasourceUid: dataSourceUids.loki,
      ...around,
      tags: [{ key: 'service.name', value: 'service_name' }],
      customQuery: true,
      query: '{$${__tags}} | trace_id="$${__trace.traceId}"',
    },
    tracesToMetrics: {
      datasourceUid: dataSourceUids.prometheus,
      ...around,
      tags: [{ key: 'service.name', value: 'service_name' }],
      queries: [
        { name: 'Requests per second', query: 'sum by (span_name) (rate(traces_span_metrics_calls_total{$$__tags}[$$__rate_interval]))' },
        {
          name: 'Share of failed requests',
          query:
            'sum(rate(traces_span_metrics_calls_total{$$__tags, status_code="STATUS_CODE_ERROR"}[$$__rate_interval])) / sum(rate(traces_span_metrics_calls_total{$$__tags}[$$__rate_interval]))',
        },
        {
          name: '95th percentile of the duration',
          query: 'histogram_quantile(0.95, sum by (le) (rate(traces_span_metrics_duration_seconds_bucket{$$__tags}[$$__rate_interval])))',
        },
      ],
    },
  });
}
