import type { Check } from '../../check';
import { beyondRetention } from './beyond-retention';
import { fewSamples } from './few-samples';
import { shorterThanEvaluation } from './shorter-than-evaluation';
import { tooShort } from './too-short';

export const rangeChecks: readonly Check[] = [tooShort, fewSamples, shorterThanEvaluation, beyondRetention];
