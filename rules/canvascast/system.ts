import type { System } from '../../lib/rule/system';
import { canvascastGroups } from './groups';
import { canvascastLogGroups } from './log-alerts';
import * as metrics from './metrics';
import { apiTarget, workerTarget } from './metrics';

const declared = Object.values(metrics).filter((value) => typeof value === 'object' && 'declaration' in value);

/** CanvasCast: videos made from text, by an API, a worker and a queue between them. */
export const canvascast: System = {
  name: 'canvascast',
  title: 'CanvasCast',
  metrics: [...declared, apiTarget.up, apiTarget.scrapeDuration, apiTarget.samplesAfterRelabelling, workerTarget.up, workerTarget.scrapeDuration, workerTarget.samplesAfterRelabelling],
  groups: canvascastGroups,
  logGroups: canvascastLogGroups,
};
