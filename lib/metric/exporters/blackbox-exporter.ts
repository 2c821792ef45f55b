import { counter, gauge } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('blackbox-exporter', podLabels);

/** What the blackbox exporter 0.28 tells of itself; what its probes find is in `blackbox.ts`. */
const own = { jobs: ['blackbox-exporter'], thirdParty: true, labels: podLabels } as const;

export const blackboxConfigReloadSuccessful = gauge('blackbox_exporter_config_last_reload_successful', { ...own, help: 'Blackbox exporter config loaded successfully.', unit: 'ratio', direction: 'lowIsBad' });

export const unknownModules = counter('blackbox_module_unknown_total', { ...own, help: 'Count of unknown modules requested by probes', unit: 'probes' });

export const blackboxConfigReloadedAt = gauge('blackbox_exporter_config_last_reload_success_timestamp_seconds', { ...own, help: 'Timestamp of the last successful configuration reload.', unit: 'timestamp' });
