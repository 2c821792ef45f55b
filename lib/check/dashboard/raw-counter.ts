import { queriesOf } from '../../dashboard/panel/panel';
import { infer, isVector } from '../../promql/infer';
import type { PanelCheck } from './panel-check';

export const rawCounter: PanelCheck = {
  id: 'dashboard/raw-counter',
  severity: 'error',
  title: 'a counter drawn as it is',
  why: 'a counter only grows, and starts again with its process: its height says how long the process has been running',
  find({ panel }) {
    return queriesOf(panel).flatMap(({ expression }) => {
      const shape = infer(expression);
      const isRaw = isVector(shape) && (shape.sample === 'counter' || shape.sample === 'buckets' || shape.sample === 'native');
      return isRaw ? [{ message: 'it shows a counter as it is', fix: 'take its rate() or increase()' }] : [];
    });
  },
};
