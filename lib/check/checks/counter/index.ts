import type { Check } from '../../check';
import { firstEvent } from './first-event';
import { gaugeFunction } from './gauge-function';
import { increaseEquals } from './increase-equals';
import { irate } from './irate';
import { manualIncrease } from './manual-increase';
import { overTime } from './over-time';
import { rateOfGauge } from './rate-of-gauge';
import { rateOfSum } from './rate-of-sum';
import { rawCompared } from './raw-compared';
import { rawRatio } from './raw-ratio';
import { rawShown } from './raw-shown';

export const counterChecks: readonly Check[] = [rateOfGauge, rateOfSum, gaugeFunction, overTime, rawCompared, rawRatio, rawShown, irate, increaseEquals, firstEvent, manualIncrease];
