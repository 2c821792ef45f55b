import type { Check } from '../../check';
import { aggregatedQuantile } from './aggregated-quantile';
import { averagedOverTime } from './averaged-over-time';
import { bucketAsCount } from './bucket-as-count';
import { familyName } from './family-name';
import { leDropped } from './le-dropped';
import { leFormat } from './le-format';
import { leValue } from './le-value';
import { noRate } from './no-rate';
import { quantileOfBuckets } from './quantile-of-buckets';
import { quantileRange } from './quantile-range';
import { thresholdBeyondBuckets } from './threshold-beyond-buckets';
import { thresholdNotABucket } from './threshold-not-a-bucket';
import { wrongKind } from './wrong-kind';

export const histogramChecks: readonly Check[] = [
  noRate,
  familyName,
  leDropped,
  leFormat,
  leValue,
  quantileRange,
  thresholdBeyondBuckets,
  thresholdNotABucket,
  bucketAsCount,
  aggregatedQuantile,
  averagedOverTime,
  quantileOfBuckets,
  wrongKind,
];
