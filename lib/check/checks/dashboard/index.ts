import type { Check } from '../../check';
import { beyondRetention } from './beyond-retention';
import { duplicatePanelId } from './duplicate-panel-id';
import { editable } from './editable';
import { envelope } from './envelope';
import { noUid } from './no-uid';
import { overlap } from './overlap';
import { singleValueMatcher } from './single-value-matcher';
import { tooManyPanels } from './too-many-panels';
import { unknownVariable } from './unknown-variable';
import { variableQuery } from './variable-query';
import { variableRefresh } from './variable-refresh';

export const dashboardChecks: readonly Check[] = [unknownVariable, singleValueMatcher, variableQuery, variableRefresh, envelope, beyondRetention, noUid, editable, duplicatePanelId, overlap, tooManyPanels];
