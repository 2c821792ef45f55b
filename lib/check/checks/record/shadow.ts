import { check } from '../../check';
import { recording } from '../../example/example';

export const shadow = check({
  id: 'record/shadow',
  severity: 'warning',
  title: 'a recorded series with the name of a scraped one',
  rationale: 'The recorded series stands beside the scraped ones of the same name. Every sum over the metric counts both.',
  subject: 'recording',
  bad: recording('http_active_connections', 'sum by (job) (http_active_connections)'),
  good: recording('job:http_active_connections:sum', 'sum by (job) (http_active_connections)'),
  *find({ name }, { known }) {
    const declared = known.installation.catalog?.find(name.value) ?? [];
    if (declared.some(({ jobs }) => jobs.length > 0)) yield { message: `${name.value} is scraped as well`, spot: { text: name }, fix: 'give the recorded series a name of its own, with a colon' };
  },
});
