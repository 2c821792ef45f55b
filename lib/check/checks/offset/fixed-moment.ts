import { check } from '../../check';
import { alerting } from '../../example/example';

export const fixedMoment = check({
  id: 'offset/fixed-moment',
  severity: 'error',
  title: 'a rule about one moment for ever',
  rationale: 'With @ and a timestamp an expression yields the same at every evaluation. A rule that asks about one moment never changes its mind, until the samples of that moment are deleted.',
  subject: 'expression',
  bad: alerting('http_active_connections @ 1700000000 > 100'),
  good: alerting('http_active_connections > 100'),
  *find(expression) {
    if (expression.purpose === 'panel') return;
    for (const node of [...expression.selectors, ...expression.subqueries]) {
      if (typeof node.at === 'number') yield { message: 'it yields the same at every evaluation', spot: expression.spot(node), fix: 'drop the @, or take an offset' };
    }
  },
});
