import { days, hours, minutes } from '../../lib/core/duration';
import { bytes, gibibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import { volumeAvailable, volumeCapacity, volumeInodes, volumeInodesFree } from '../../lib/metric/exporters/kubelet';
import { max } from '../../lib/promql/aggregate';
import { predictLinear, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { drifts, holds } from '../../lib/rule/scenario/input';
import { volumesDashboard } from './dashboards';
import { team } from './team';

/** Volumes of the whole cluster: nobody else sees what fills up beside the stack. */
const common = { team, dashboard: volumesDashboard, labels: { service: 'storage' } } as const;

const claim = { namespace: 'monitoring', persistentvolumeclaim: 'data-prometheus-0', node: 'node-a' } as const;

const identity = { namespace: claim.namespace, persistentvolumeclaim: claim.persistentvolumeclaim } as const;

/** A volume that several nodes mount is reported by each of them. */
const free = ratio(max(volumeAvailable).by('namespace', 'persistentvolumeclaim'), max(volumeCapacity).by('namespace', 'persistentvolumeclaim'));

const freeInodes = ratio(max(volumeInodesFree).by('namespace', 'persistentvolumeclaim'), max(volumeInodes).by('namespace', 'persistentvolumeclaim'));

const withFree = (share: number): readonly InputSeries[] => [holds(volumeAvailable, claim, gibibytes(share * 100)), holds(volumeCapacity, claim, gibibytes(100))];

export const volumeAlmostFull = alert('VolumeAlmostFull', {
  ...common,
  when: free.below(percent(3)),
  for: minutes(5),
  severity: 'critical',
  kind: 'capacity',
  summary: 'A volume is full but for three percent: whoever writes to it is about to fail.',
  description: ({ labels, value }) => `${value} of the volume ${labels.persistentvolumeclaim} in ${labels.namespace} is free.`,
  runbook: 'belfry/volume-almost-full',
  fires: { name: 'at 2.9 % free', given: withFree(0.029), notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: identity, description: '2.9% of the volume data-prometheus-0 in monitoring is free.' }] },
  silent: { name: 'at 3.1 % free', given: withFree(0.031), at: [minutes(6), minutes(60)] },
});

/** Free space that stands at a share of 100 GiB for a while and then shrinks by so much a day. */
const shrinking = (share: number, gibPerDay: number, steady = minutes(0)): readonly InputSeries[] => [
  drifts(volumeAvailable, claim, gibibytes(share * 100), { change: perSecond(0, 'bytes'), lasts: steady }, { change: perSecond((-gibPerDay * 1024 ** 3) / 86_400, 'bytes') }),
  holds(volumeCapacity, claim, gibibytes(100)),
];

const inFourDays = max(predictLinear(volumeAvailable, hours(6), days(4))).by('namespace', 'persistentvolumeclaim');

export const volumeFillingUp = alert('VolumeFillingUp', {
  ...common,
  when: free.below(percent(15)).given(inFourDays.below(bytes(0))),
  for: hours(1),
  severity: 'high',
  kind: 'capacity',
  summary: 'A volume will be full within four days if it goes on as in the last six hours.',
  description: ({ labels, value }) => `${value} of the volume ${labels.persistentvolumeclaim} in ${labels.namespace} is free, and it is going down.`,
  runbook: 'belfry/volume-filling-up',
  fires: [
    {
      name: 'at 14 % free and 4 GiB a day',
      given: shrinking(0.14, 4),
      every: minutes(5),
      notYetAt: minutes(50),
      at: hours(7),
      alerts: [{ labels: identity, description: '12.83% of the volume data-prometheus-0 in monitoring is free, and it is going down.' }],
    },
    { name: 'at 14.9 % free and 4.2 GiB a day', given: shrinking(0.149, 4.2), every: minutes(5), at: hours(2), alerts: [{ labels: identity, description: '14.55% of the volume data-prometheus-0 in monitoring is free, and it is going down.' }] },
    {
      // A line through six hours sees the volume full 195 minutes after the turn; through three it would after 100, through twelve after 375.
      name: 'when half of the last six hours went down',
      given: shrinking(0.14, 6, hours(13)),
      every: minutes(5),
      notYetAt: minutes(13 * 60 + 195 + 35),
      at: minutes(13 * 60 + 195 + 105),
      alerts: [{ labels: identity, description: '12.73% of the volume data-prometheus-0 in monitoring is free, and it is going down.' }],
    },
  ],
  silent: [
    { name: 'at 14 % free and 3 GiB a day', given: shrinking(0.14, 3), every: minutes(5), at: hours(7) },
    { name: 'at 16.4 % free and 4.3 GiB a day', given: shrinking(0.164, 4.3), every: minutes(5), at: [hours(2), hours(7)] },
  ],
});

const withInodes = (share: number): readonly InputSeries[] => [holds(volumeInodesFree, claim, quantity(share * 1e6, 'inodes')), holds(volumeInodes, claim, quantity(1e6, 'inodes'))];

export const volumeInodesAlmostUsed = alert('VolumeInodesAlmostUsed', {
  ...common,
  when: freeInodes.below(percent(3)),
  for: minutes(15),
  severity: 'high',
  kind: 'capacity',
  summary: 'A volume can hold hardly any more files, however much space is left.',
  description: ({ labels, value }) => `${value} of the inodes of the volume ${labels.persistentvolumeclaim} in ${labels.namespace} are free.`,
  runbook: 'belfry/volume-inodes-almost-used',
  fires: { name: 'at 2.9 % free', given: withInodes(0.029), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: identity, description: '2.9% of the inodes of the volume data-prometheus-0 in monitoring are free.' }] },
  silent: { name: 'at 3.1 % free', given: withInodes(0.031), at: [minutes(16), minutes(60)] },
});

export const volumeAlerts: readonly Alert[] = [volumeAlmostFull, volumeFillingUp, volumeInodesAlmostUsed];
