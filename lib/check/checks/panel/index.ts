import type { Check } from '../../check';
import { fixedRange } from './fixed-range';
import { legendLabel } from './legend-label';
import { noTitle } from './no-title';
import { noUnit } from './no-unit';
import { removedType } from './removed-type';
import { unit } from './unit';
import { unlabelledLines } from './unlabelled-lines';

export const panelChecks: readonly Check[] = [legendLabel, unit, removedType, fixedRange, unlabelledLines, noUnit, noTitle];
