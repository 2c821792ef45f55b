import { isRateCall, sources } from '../../analysis/path';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const bytesLimit = check({
  id: 'unit/bytes-limit',
  severity: 'error',
  title: 'bytes compared with a number of gibibytes',
  rationale: 'Memory and disks are counted in bytes. A limit of 4 is four bytes, not four gibibytes, and every process is above it.',
  subject: 'expression',
  bad: alerting('process_resident_memory_bytes{job="api"} > 4'),
  good: alerting('process_resident_memory_bytes{job="api"} / 1024 / 1024 / 1024 > 4'),
  *find(expression) {
    for (const { measured, limit, limitNode, sign } of thresholds(expression)) {
      const { unit, scale, isGuess } = expression.facts(measured);
      const isPerSecond = unit === 'bytes/s';
      if ((unit !== 'bytes' && !isPerSecond) || scale <= 0) continue;
      const value = limit / scale;
      const isRate = isPerSecond || sources(expression, measured).some(({ path }) => path.some(isRateCall));
      const isTiny = value > 1 && value < 1024 && !isRate;
      // No machine has an exbibyte; a limit beyond it was converted once too often.
      const isHuge = value >= 2 ** 60;
      const isSlow = isPerSecond && value > 1 && value <= 1000 && scale === 1 && sign.startsWith('>');
      if (!isTiny && !isHuge && !isSlow) continue;
      yield {
        message: isHuge ? `the limit amounts to ${numberText(value)} bytes, more than an exbibyte` : `the limit is ${numberText(value)} bytes${isPerSecond ? ' per second' : ''}`,
        spot: expression.spot(limitNode),
        severity: isGuess || isSlow ? 'warning' : 'error',
        fix: isHuge ? 'convert one side only' : `write ${numberText(limit)} * 1024 * 1024 for mebibytes, once more * 1024 for gibibytes`,
      };
    }
  },
});
