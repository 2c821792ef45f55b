import type { Check } from '../../check';
import { sharedPerReplica } from './shared-per-replica';
import { sharedSum } from './shared-sum';
import { stateCount } from './state-count';

export const gaugeChecks: readonly Check[] = [sharedSum, sharedPerReplica, stateCount];
