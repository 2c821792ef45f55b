import { severities } from '../../../rule/severity';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** Besides Belfry's own: the heartbeat of most public rule sets has none. */
const others: ReadonlySet<string> = new Set(['none']);

const vocabulary: ReadonlySet<string> = new Set<string>(severities);

export const severity = check({
  id: 'alert/severity',
  severity: 'info',
  title: 'a severity outside the vocabulary',
  rationale: 'Severities are a closed vocabulary, so that each of them has a route. A word of its own, or another spelling, finds none.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { labels: 'severity: Critical\nteam: shop' }),
  good: alerting('http_active_connections > 100', { labels: 'severity: critical\nteam: shop' }),
  *find({ labels }) {
    const text = labels.get('severity');
    const isKnown = text === undefined || text.value === '' || text.value.includes('{{') || vocabulary.has(text.value) || others.has(text.value);
    if (isKnown) return;
    const lower = text.value.toLowerCase();
    yield { message: `'${text.value}' is none of ${listed(severities)}`, spot: { text }, fix: vocabulary.has(lower) ? `write ${lower}` : `take one of ${severities.join(', ')}` };
  },
});
