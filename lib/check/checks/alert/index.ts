import type { Check } from '../../check';
import { ageOfEach } from './age-of-each';
import { duplicate } from './duplicate';
import { dynamicSummary } from './dynamic-summary';
import { hasty } from './hasty';
import { ladder } from './ladder';
import { lateEvent } from './late-event';
import { name } from './name';
import { noDescription } from './no-description';
import { noOwner } from './no-owner';
import { noRunbook } from './no-runbook';
import { noSeverity } from './no-severity';
import { noSummary } from './no-summary';
import { noWait } from './no-wait';
import { selfSustaining } from './self-sustaining';
import { severity } from './severity';
import { shortWait } from './short-wait';

export const alertChecks: readonly Check[] = [duplicate, ladder, lateEvent, ageOfEach, noWait, shortWait, hasty, selfSustaining, noSeverity, severity, noOwner, noSummary, dynamicSummary, noDescription, noRunbook, name];
