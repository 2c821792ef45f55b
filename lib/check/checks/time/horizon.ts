import { lapseMilliseconds } from '../../analysis/sampling';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** Mixins predict four days from six hours, sixteen times the range. Far beyond it a straight line is a guess. */
const farthest = 24;

export const horizon = check({
  id: 'time/horizon',
  severity: 'error',
  title: 'a prediction over a time that nobody meant',
  rationale: 'The second argument of predict_linear() is in seconds: 4 looks four seconds ahead. A horizon of many times the range turns the noise of the range into a forecast.',
  subject: 'expression',
  bad: alerting('predict_linear(node_filesystem_avail_bytes[6h], 24) < 0'),
  good: alerting('predict_linear(node_filesystem_avail_bytes[6h], 24 * 3600) < 0'),
  *find(expression) {
    for (const call of expression.calls) {
      const [range, ahead] = call.arguments;
      if (call.name !== 'predict_linear' || ahead === undefined || range === undefined) continue;
      const seconds = expression.facts(ahead).constant;
      const window = range.kind === 'range' || range.kind === 'subquery' ? lapseMilliseconds(range.range) : undefined;
      if (seconds === undefined) continue;
      if (seconds < 60) {
        yield { message: seconds < 0 ? 'it predicts the past' : `it looks ${numberText(seconds)} seconds ahead`, spot: expression.spot(ahead), fix: seconds < 0 ? 'write a positive number of seconds' : `write ${numberText(seconds)} * 3600 for hours` };
      } else if (window !== undefined && seconds * 1000 > farthest * window) {
        yield { message: `it looks ${numberText((seconds * 1000) / window)} times as far ahead as it looks back`, spot: expression.spot(ahead), severity: 'warning', fix: 'look back further, or ahead less' };
      }
    }
  },
});
