import * as grafanaUnits from '@grafana/grafana-foundation-sdk/units';
import { didYouMean } from '../../../core/names';
import { check } from '../../check';
import { panel } from '../../example/example';

const known: ReadonlySet<string> = new Set(Object.values(grafanaUnits));

/** What stands before the colon of a unit of one's own. Source: getValueFormat in packages/grafana-data/src/valueFormats/valueFormats.ts of grafana/grafana */
const own = /^(?:prefix|suffix|time|si|count|currency|bool):/;

const shown = (unit: string): ReturnType<typeof panel> => panel('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))', { unit });

export const unknownUnit = check({
  id: 'panel/unknown-unit',
  severity: 'info',
  title: 'a unit that Grafana does not know',
  rationale: 'Grafana writes an unknown unit behind the number and leaves the number as it is: 0.0042 sec, where 4.2 ms was meant.',
  subject: 'panel',
  bad: shown('sec'),
  good: shown('s'),
  *find({ unit }) {
    if (unit === undefined || unit.value === '' || known.has(unit.value) || own.test(unit.value) || unit.value.includes('$')) return;
    yield { message: `Grafana has no unit '${unit.value}'`, spot: { text: unit }, fix: didYouMean(unit.value, known) || `write suffix:${unit.value} where that is what you mean` };
  },
});
