import { dashboards } from '../../dashboards/index';
import { days, minutes } from '../../lib/core/duration';
import type { Dashboard } from '../../lib/dashboard/model';
import { madeByPrometheus } from '../../lib/metric/exporters/alert-state';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { PrometheusApi } from '../../lib/preview/live/prometheus-api';
import { systems } from '../../rules/index';
import type { SampleRun } from '../../tools/sample-data/filled-prometheus';
import { fillPrometheus } from '../../tools/sample-data/filled-prometheus';
import { firingAlerts } from '../../tools/sample-data/firing-alerts';
import { sampleSeries } from '../../tools/sample-data/series';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { declarationsIn } from './asked';

/** A Prometheus that has seen every metric of every dashboard over its range. */
export interface FilledPrometheus {
  readonly url: string;
  readonly api: PrometheusApi;
  readonly program: RunningProgram;
}

/** Starts it; `now` (Unix seconds) is the moment of the newest sample. */
export async function startFilled(folder: string, now: number): Promise<FilledPrometheus> {
  const address = `127.0.0.1:${String(await freePort())}`;
  const program = await start('prometheus', [...(await fillPrometheus(folder, samplesFor(dashboards, now), now)), `--web.listen-address=${address}`]);
  await eventually('an answer of Prometheus', () => get(`http://${address}/-/ready`), [program]);
  return { url: `http://${address}`, api: new PrometheusApi(`http://${address}`), program };
}

/** Every declared metric over the longest range at which a dashboard shows it, so close that a window of five minutes holds two samples, and every alert, which fires since an hour. */
function samplesFor(all: readonly Dashboard[], now: number): readonly SampleRun[] {
  // Two systems may declare one metric of one job with labels of their own: all of it is seen over the same time.
  const ranges = new Map<string, { readonly declarations: Set<MetricDeclaration>; readonly range: number }>();
  for (const dashboard of [...all].sort((a, b) => a.range.value - b.range.value)) {
    for (const declaration of declarationsIn(dashboard)) {
      if (madeByPrometheus.has(declaration.name)) continue;
      const key = `${declaration.name} ${declaration.jobs.join(' ')}`;
      ranges.set(key, { declarations: new Set([...(ranges.get(key)?.declarations ?? []), declaration]), range: dashboard.range.value });
    }
  }
  const runs = [...new Set([...ranges.values()].map(({ range }) => range))].map((range): SampleRun => {
    const shown = [...ranges.values()].filter((one) => one.range === range);
    return { series: shown.flatMap(({ declarations }) => [...declarations].flatMap(sampleSeries)), over: minutes(range / 60 + 30), every: minutes(range > days(2).value ? 2 : 1) };
  });
  return [...runs, { series: firingAlerts(systems, now - 3600), over: minutes(60), every: minutes(1) }];
}
