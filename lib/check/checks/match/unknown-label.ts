import { didYouMean } from '../../../core/names';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isMissing, pairings } from './pairing';

export const unknownLabel = check({
  id: 'match/unknown-label',
  severity: 'error',
  title: 'matching on a label that neither side has',
  rationale: 'A label that no series has is equal everywhere: matching on it pairs everything with everything, which fails as soon as there are two series.',
  subject: 'expression',
  bad: alerting('process_resident_memory_bytes{job="api"} > on (host) (2 * process_resident_memory_bytes{job="api"} offset 1d)'),
  good: alerting('process_resident_memory_bytes{job="api"} > on (instance) (2 * process_resident_memory_bytes{job="api"} offset 1d)'),
  *find(expression) {
    for (const { node, left, right } of pairings(expression)) {
      const { matching } = node;
      if (matching === undefined) continue;
      for (const label of matching.labels) {
        if (!isMissing(left, label) || !isMissing(right, label) || expression.isVariable(label)) continue;
        yield {
          message: `neither side has the label '${label}'`,
          spot: expression.spot(node),
          severity: matching.mode === 'ignoring' ? 'warning' : 'error',
          fix: didYouMean(label, new Set([...left.known.keys(), ...right.known.keys()])) || 'leave it out',
        };
      }
    }
  },
});
