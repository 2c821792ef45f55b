import { check } from '../../check';
import { alerting } from '../../example/example';

const firing = (more: string): string => `count(ALERTS{alertstate="firing", severity="warning"${more}}) > 5`;

export const selfSustaining = check({
  id: 'alert/self-sustaining',
  severity: 'warning',
  title: 'an alert on alerts that counts itself',
  rationale: 'A rule over ALERTS sees itself as soon as it fires. Once it counts as one of those it asks for, it keeps itself alive.',
  subject: 'alert',
  bad: alerting(firing(''), { name: 'ManyAlerts' }),
  good: alerting(firing(', alertname!="ManyAlerts"'), { name: 'ManyAlerts' }),
  *find({ expression, name, labels }, { known }) {
    for (const selector of expression?.selectors ?? []) {
      if (expression === undefined || (selector.name !== 'ALERTS' && selector.name !== 'ALERTS_FOR_STATE')) continue;
      const excludes = selector.matchers.some((matcher) => {
        const own = matcher.label === 'alertname' ? name.value : labels.get(matcher.label)?.value;
        return own !== undefined && !own.includes('{{') && !known.passes(matcher, own);
      });
      if (!excludes) yield { message: `it is one of the alerts that it looks at`, spot: expression.spot(selector), fix: `add alertname!="${name.value}"` };
    }
  },
});
