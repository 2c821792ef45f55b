import type { Check } from '../../check';
import { formatter } from './formatter';
import { percentSign } from './percent-sign';
import { query } from './query';
import { syntax } from './syntax';
import { unformatted } from './unformatted';
import { unitWord } from './unit-word';
import { unknownLabel } from './unknown-label';

export const templateChecks: readonly Check[] = [syntax, unknownLabel, formatter, percentSign, unitWord, unformatted, query];
