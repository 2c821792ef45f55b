import { open } from '../declaration';
import { counter } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('kube-state-metrics-self', podLabels);

/** What kube-state-metrics 2.19 tells of itself. */
const own = { jobs: ['kube-state-metrics-self'], thirdParty: true, createdOnFirstEvent: true, labels: { ...podLabels, resource: open({ expected: 20 }), result: ['error', 'success'] } } as const;

export const objectLists = counter('kube_state_metrics_list_total', { ...own, help: 'Number of total resource list calls in kube-state-metrics', unit: 'requests' });

export const objectWatches = counter('kube_state_metrics_watch_total', { ...own, help: 'Number of total resource watch calls in kube-state-metrics', unit: 'requests' });
