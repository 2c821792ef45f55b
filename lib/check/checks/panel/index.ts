import type { Check } from '../../check';
import { ambiguousLegend } from './ambiguous-legend';
import { beyondRange } from './beyond-range';
import { dataSource } from './data-source';
import { fixedRange } from './fixed-range';
import { ignoredVariable } from './ignored-variable';
import { legendLabel } from './legend-label';
import { noDescription } from './no-description';
import { noQuery } from './no-query';
import { noTitle } from './no-title';
import { noUnit } from './no-unit';
import { removedType } from './removed-type';
import { unit } from './unit';
import { unknownUnit } from './unknown-unit';
import { unlabelledLines } from './unlabelled-lines';

export const panelChecks: readonly Check[] = [legendLabel, ambiguousLegend, unit, unknownUnit, removedType, noQuery, fixedRange, beyondRange, unlabelledLines, ignoredVariable, dataSource, noUnit, noTitle, noDescription];
