import { readTemplate } from '../../template/template';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const dynamicSummary = check({
  id: 'alert/dynamic-summary',
  severity: 'info',
  title: 'a value in the summary',
  rationale: 'The summary of a group of alerts is the same for all of them. With a value in it no two are alike, and tools that count or group by it see a new problem at every evaluation.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { summary: "'There are {{ $value }} connections.'" }),
  good: alerting('http_active_connections > 100', { summary: 'There are too many connections.', description: 'There are {{ $value }} connections.' }),
  *find({ annotations }) {
    const text = annotations.get('summary');
    const [use] = text === undefined ? [] : readTemplate(text.value).values;
    if (text !== undefined && use !== undefined) yield { message: 'the summary changes with the value', spot: { text, span: use.span }, fix: 'put the value into the description' };
  },
});
