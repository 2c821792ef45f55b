import { didYouMean } from '../../core/names';
import type { LabelSet } from '../../promql/shape';

/** How to mend the name of a label that is not there. */
export function labelFix(label: string, { known }: LabelSet): string {
  return didYouMean(label, known.keys()) || `its labels are ${[...known.keys()].join(', ') || 'none: leave the name out'}`;
}
