import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** A letter, digit or dash repeated at the end of an alternative, with nothing else in it that makes it a regular expression. */
const trailingStar = /(?:^|\|)[\w/:-]*[\w/:-]\*(?:$|\|)/;

export const glob = check({
  id: 'selector/glob',
  severity: 'error',
  title: 'a wildcard of file names in a regular expression',
  rationale: 'In a regular expression a star repeats what stands before it: "api-*" is api followed by any number of dashes. Anything at all is ".*".',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route=~"/cart*"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route=~"/cart.*"}[5m])) > 10'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { label, operator, value, span } of matchers) {
        if ((operator !== '=~' && operator !== '!~') || value.includes(variableMark) || !trailingStar.test(value)) continue;
        yield { message: `the star in ${label}${operator}"${value}" repeats the letter before it`, spot: expression.spot(span), fix: `write "${value.replaceAll(/([\w/:-])\*(?=$|\|)/g, '$1.*')}"` };
      }
    }
  },
});
