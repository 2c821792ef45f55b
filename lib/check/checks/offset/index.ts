import type { Check } from '../../check';
import { fixedMoment } from './fixed-moment';
import { intoTheFuture } from './future';
import { unevenOffset } from './uneven';

export const offsetChecks: readonly Check[] = [intoTheFuture, fixedMoment, unevenOffset];
