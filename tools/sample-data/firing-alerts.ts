import { alertActiveSince, alertState } from '../../lib/metric/exporters/alert-state';
import { alertsOf } from '../../lib/rule/group';
import type { System } from '../../lib/rule/system';
import type { SampleSeries } from './series';

/** What Prometheus writes while every alert of these systems fires, since `since` (Unix seconds). */
export function firingAlerts(systems: readonly System[], since: number): readonly SampleSeries[] {
  return systems
    .flatMap(({ groups }) => alertsOf(groups))
    .flatMap(({ name, fixedLabels }) => {
      const labels = { alertname: name, ...fixedLabels };
      return [
        { name: alertState.seriesName, labels: { ...labels, alertstate: 'firing' }, from: 1, step: 0 },
        { name: alertActiveSince.seriesName, labels, from: since, step: 0 },
      ];
    });
}
