import type { Check } from '../../check';
import { always } from './always';
import { bool } from './bool';
import { contradiction } from './contradiction';
import { failedProbe } from './failed-probe';
import { floatEquality } from './float-equality';
import { idleSeries } from './idle-series';
import { missing } from './missing';
import { nan } from './nan';
import { never } from './never';
import { selfComparison } from './self-comparison';
import { tautology } from './tautology';

export const conditionChecks: readonly Check[] = [never, always, missing, bool, contradiction, tautology, selfComparison, nan, idleSeries, failedProbe, floatEquality];
