import { listed } from '../../analysis/words';
import { check } from '../../check';
import { recording } from '../../example/example';

export const level = check({
  id: 'record/level',
  severity: 'warning',
  title: 'a name that promises a label',
  rationale: 'The first part of the name says which labels are left: instance:... has one series for each instance. A reader who groups by that label finds nothing.',
  subject: 'recording',
  bad: recording('instance:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
  good: recording('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
  *find({ name, expression, labels }) {
    const [promised = ''] = name.value.split(':');
    if (expression === undefined || !name.value.includes(':')) return;
    const { known, hasOthers } = expression.result.labels;
    // Only what was there before the aggregation can have been meant as a label.
    const wasThere = expression.selectors.some((selector) => expression.facts(selector).labels.known.has(promised));
    if (hasOthers || known.has(promised) || labels.has(promised) || !wasThere) return;
    yield { message: `the name promises the label '${promised}', and the rule yields ${known.size === 0 ? 'none' : listed([...known.keys()])}`, spot: { text: name }, fix: `keep the label: by (${[promised, ...known.keys()].join(', ')}), or rename the series` };
  },
});
