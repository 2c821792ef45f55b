import { check } from '../../check';
import { panel } from '../../example/example';

const shown = (description: string): ReturnType<typeof panel> => panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', description });

export const noDescription = check({
  id: 'panel/no-description',
  severity: 'info',
  title: 'a panel without a description',
  rationale: 'Whoever is woken by an alert did not build the dashboard. The description is the one place that says what is to be seen and what it means when it looks wrong.',
  subject: 'panel',
  bad: shown(''),
  good: shown('Requests that arrive. A fall to nothing means that customers cannot reach the shop.'),
  *find({ description, title, queryCount }) {
    // A line that switches a check off tells the reader nothing.
    const said = description?.value.split('\n').some((line) => line.trim() !== '' && !/^\s*belfry disable\s/.test(line)) ?? false;
    if (queryCount > 0 && !said) yield { message: 'nothing says what it shows', spot: { text: title }, fix: 'add "description"' };
  },
});
