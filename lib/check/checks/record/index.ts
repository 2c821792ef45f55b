import type { Check } from '../../check';
import { computedAgain } from './computed-again';
import { cycle } from './cycle';
import { duplicate } from './duplicate';
import { filtered } from './filtered';
import { level } from './level';
import { name } from './name';
import { order } from './order';
import { otherGroup } from './other-group';
import { shadow } from './shadow';
import { window } from './window';

export const recordChecks: readonly Check[] = [duplicate, cycle, order, shadow, window, level, filtered, name, otherGroup, computedAgain];
