import { minutes } from '../../lib/core/duration';
import type { Annotation } from '../../lib/dashboard/annotation';
import { annotation } from '../../lib/dashboard/annotation';
import { max } from '../../lib/promql/aggregate';
import { time } from '../../lib/promql/functions';
import { nodejs } from '../../rules/buatfilm/metrics';

/** Marks when the newest process of a job has just begun: a deployment, or a restart. */
export const deployments: Annotation = annotation('Deployments and restarts', {
  when: time().minus(max(nodejs.startTime).by('job')).below(minutes(5)),
  text: ({ labels }) => `A new process of ${labels.job}`,
  colour: 'blue',
});
