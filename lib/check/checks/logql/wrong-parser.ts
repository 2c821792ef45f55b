import { declarationsOf } from '../../../logql/infer';
import { changesLine } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const wrongParser = check({
  id: 'logql/wrong-parser',
  severity: 'error',
  title: 'a parser for lines that are written another way',
  rationale: 'A parser that meets a line of another format makes no labels of it, and marks the line with an error.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-worker"} |= "error" | json | level="error" [5m])) > 10'),
  good: alerting('sum(count_over_time({service_name="shop-worker"} |= "error" | logfmt | level="error" [5m])) > 10'),
  *find(query) {
    for (const log of query.logs) {
      const formats = new Set(declarationsOf(log, query.streams).map(({ format }) => format));
      const [format, ...others] = formats;
      if (format === undefined || others.length > 0) continue;
      const parser = log.stages.find((stage) => stage.kind === 'json' || stage.kind === 'logfmt' || changesLine(stage));
      if (parser === undefined || (parser.kind !== 'json' && parser.kind !== 'logfmt') || parser.kind === format) continue;
      // Plain text may hold pairs of logfmt here and there.
      if (format === 'text' && parser.kind === 'logfmt') continue;
      yield { message: `these lines are declared as ${format}`, spot: query.spot(parser.span), fix: format === 'text' ? 'write | pattern "<...>"' : `write | ${format}` };
    }
  },
});
