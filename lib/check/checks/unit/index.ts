import type { Check } from '../../check';
import { bytesLimit } from './bytes-limit';
import { implausibleLatency } from './implausible-latency';
import { mixed } from './mixed';
import { percentForRatio } from './percent-for-ratio';
import { ratioForPercent } from './ratio-for-percent';
import { textDisagrees } from './text-disagrees';

export const unitChecks: readonly Check[] = [percentForRatio, ratioForPercent, mixed, bytesLimit, implausibleLatency, textDisagrees];
