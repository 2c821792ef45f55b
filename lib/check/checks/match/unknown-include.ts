import { check } from '../../check';
import { alerting } from '../../example/example';
import { isMissing, pairings } from './pairing';

export const unknownInclude = check({
  id: 'match/unknown-include',
  severity: 'error',
  title: 'a label taken over from a side that does not have it',
  rationale: 'The labels in group_left (...) are copied from the right side. One that it does not have is copied as empty, and a label of that name on the left is lost.',
  subject: 'expression',
  bad: alerting('queue_depth * on (instance) group_left (branch) worker_info > 100'),
  good: alerting('max without (instance) (queue_depth * on (instance) group_left (version) worker_info) > 100'),
  *find(expression) {
    for (const { node, left, right } of pairings(expression)) {
      const group = node.matching?.group;
      if (group === undefined) continue;
      const one = group.side === 'left' ? right : left;
      for (const label of group.include) {
        if (!isMissing(one, label) || expression.isVariable(label)) continue;
        yield { message: `the ${group.side === 'left' ? 'right' : 'left'} side has no label '${label}' to take over`, spot: expression.spot(node), fix: `its labels are ${[...one.known.keys()].join(', ') || 'none'}` };
      }
    }
  },
});
