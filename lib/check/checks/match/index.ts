import type { Check } from '../../check';
import { lostInclude } from './lost-include';
import { many } from './many';
import { never } from './never';
import { unknownInclude } from './unknown-include';
import { unknownLabel } from './unknown-label';

export const matchChecks: readonly Check[] = [never, many, unknownLabel, unknownInclude, lostInclude];
