import type { Check } from '../../check';
import { forgottenNow } from './forgotten-now';
import { horizon } from './horizon';
import { noMoment } from './no-moment';
import { smallAge } from './small-age';
import { staleness } from './staleness';
import { wrongWayRound } from './wrong-way-round';

export const timeChecks: readonly Check[] = [noMoment, forgottenNow, wrongWayRound, smallAge, horizon, staleness];
