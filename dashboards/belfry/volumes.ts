import { days, hours } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { barGauge, stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { volumeAvailable, volumeCapacity, volumeInodes, volumeInodesFree, volumeUsed } from '../../lib/metric/exporters/kubelet';
import { bottomk, max, min, topk } from '../../lib/promql/aggregate';
import { predictLinear, ratio } from '../../lib/promql/functions';
import { team } from '../../rules/belfry/team';
import { volumeAlmostFull, volumeFillingUp, volumeInodesAlmostUsed } from '../../rules/belfry/volume-alerts';
import { folder, stackAddress, volumesAddress } from './addresses';
import { firingAlertsOf, isItBroken, sinceWhen } from './first-row';

const namespace = labelVariable(volumeCapacity, 'namespace');

/** A volume that several nodes mount is reported by each of them. */
const capacity = max(volumeCapacity).by('namespace', 'persistentvolumeclaim');

const free = ratio(max(volumeAvailable).by('namespace', 'persistentvolumeclaim'), capacity);

const freeInodes = ratio(max(volumeInodesFree).by('namespace', 'persistentvolumeclaim'), max(volumeInodes).by('namespace', 'persistentvolumeclaim'));

const inFourDays = max(predictLinear(volumeAvailable, hours(6), days(4))).by('namespace', 'persistentvolumeclaim');

const spaceLimits = lowIsBad({ warning: limitOf(volumeFillingUp, 'ratio'), critical: limitOf(volumeAlmostFull, 'ratio') });

const inodeLimits = lowIsBad({ critical: limitOf(volumeInodesAlmostUsed, 'ratio') });

export const volumes = dashboard(volumesAddress.uid, {
  title: volumesAddress.title,
  folder,
  description: 'For whoever runs the cluster: which volume is full, or will be.',
  tags: ['belfry'],
  range: days(2),
  variables: [namespace],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress)],
  rows: [
    row(isItBroken, [
      stat('Free space', {
        description: 'Of the fullest volume. Red where the alert VolumeAlmostFull begins; below orange, VolumeFillingUp does if the volume goes on filling up.',
        queries: [query(min(free))],
        thresholds: spaceLimits,
        whenEmpty: 'no volume',
      }),
      stat('Free inodes', {
        description: 'Of the volume with the most files for its size. Red where the alert VolumeInodesAlmostUsed begins.',
        queries: [query(min(freeInodes))],
        thresholds: inodeLimits,
        whenEmpty: 'no volume',
      }),
      firingAlertsOf('storage'),
      sinceWhen('kubelet'),
    ]),
    row('Which volume', [
      barGauge('Least free space', {
        description: 'The ten fullest volumes.',
        queries: [query(bottomk(10, free), ({ labels }) => `${labels.namespace} ${labels.persistentvolumeclaim}`).narrowedBy(namespace)],
        thresholds: spaceLimits,
        size: { width: 12, height: 10 },
      }),
      barGauge('Least free inodes', {
        description: 'The ten volumes with the most files for their size.',
        queries: [query(bottomk(10, freeInodes), ({ labels }) => `${labels.namespace} ${labels.persistentvolumeclaim}`).narrowedBy(namespace)],
        thresholds: inodeLimits,
        size: { width: 12, height: 10 },
      }),
      timeSeries('Free space over time', {
        description: 'The ten fullest volumes. A straight line down is a date.',
        queries: [query(bottomk(10, free), ({ labels }) => `${labels.namespace} ${labels.persistentvolumeclaim}`).narrowedBy(namespace)],
        thresholds: spaceLimits,
      }),
      timeSeries('Most written', {
        description: 'The ten volumes that hold most.',
        queries: [query(topk(10, max(volumeUsed).by('namespace', 'persistentvolumeclaim')), ({ labels }) => `${labels.namespace} ${labels.persistentvolumeclaim}`).narrowedBy(namespace)],
        axis: { from: quantity(0, 'bytes') },
      }),
      table('Volumes', {
        description: 'Each volume: what is free now, what will be free in four days if it goes on as in the last six hours (below zero is too late), and its size.',
        columns: [column('Free', free, { thresholds: spaceLimits }), column('Free in four days', inFourDays), column('Size', capacity)],
        sortBy: 'Size',
        size: { width: 24, height: 12 },
      }),
    ]),
  ],
});
