import type { Check } from '../../check';
import { differentLabels } from './different-labels';
import { precedence } from './precedence';
import { signOfPower } from './sign-of-power';
import { strayZero } from './stray-zero';

export const setChecks: readonly Check[] = [precedence, strayZero, differentLabels, signOfPower];
