import type { Check } from '../../check';
import { averageOfShares } from './average-of-shares';
import { differentWindows } from './different-windows';
import { noGuard } from './no-guard';
import { otherWhole } from './other-whole';
import { perSecond } from './per-second';
import { selfDivision } from './self-division';
import { successCodes } from './success-codes';
import { zeroDenominator } from './zero-denominator';

export const ratioChecks: readonly Check[] = [selfDivision, perSecond, differentWindows, otherWhole, zeroDenominator, averageOfShares, successCodes, noGuard];
