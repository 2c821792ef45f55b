import type { Check } from '../../check';
import { countZero } from './count-zero';
import { exporterUp } from './exporter-up';
import { impatient } from './impatient';
import { unbornSeries } from './unborn-series';
import { several } from './several';
import { vanishedTarget } from './vanished-target';

export const absenceChecks: readonly Check[] = [vanishedTarget, exporterUp, countZero, unbornSeries, several, impatient];
