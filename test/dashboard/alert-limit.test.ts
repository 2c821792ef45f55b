import { expect, test } from '@jest/globals';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { alertmanagerConfigInconsistent, alertmanagerConfigReloadFailed } from '../../rules/belfry/alertmanager-alerts';
import { certificateExpiresSoon } from '../../rules/belfry/certificate-alerts';
import { prometheusAlertsUndeliverable } from '../../rules/belfry/delivery-alerts';
import { lokiCompactionStalled } from '../../rules/belfry/loki-alerts';
import { volumeFillingUp } from '../../rules/belfry/volume-alerts';
import { problemsOf } from './problems';

test('a limit is the number with which the alert compares', () => {
  expect(limitOf(prometheusAlertsUndeliverable, 'ratio')).toEqual({ value: 0.03, unit: 'ratio' });
  expect(limitOf(certificateExpiresSoon, 'seconds')).toEqual({ value: 21 * 86_400, unit: 'seconds' });
  expect(limitOf(alertmanagerConfigReloadFailed, 'ratio')).toEqual({ value: 0, unit: 'ratio' });
});

test('what only narrows an alert is no limit of it', () => {
  expect(limitOf(lokiCompactionStalled, 'seconds')).toEqual({ value: 3 * 3600, unit: 'seconds' });
  expect(limitOf(volumeFillingUp, 'ratio')).toEqual({ value: 0.15, unit: 'ratio' });
});

test('a limit of another unit is refused', () => {
  expect(problemsOf(() => limitOf(volumeFillingUp, 'bytes'))).toMatchObject([{ check: 'dashboard/alert-unit', message: 'VolumeFillingUp measures ratio, and the panel bytes', place: { subject: 'alert VolumeFillingUp' } }]);
});

test('an alert that compares two series has no limit', () => {
  expect(problemsOf(() => limitOf(alertmanagerConfigInconsistent, 'hash'))).toMatchObject([{ check: 'dashboard/alert-without-limit', message: 'AlertmanagerConfigInconsistent compares with no number' }]);
});
