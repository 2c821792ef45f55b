import { check } from '../../check';
import { panel } from '../../example/example';

const asking = (source: Readonly<Record<string, string>>): ReturnType<typeof panel> => panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', source });

/** What Grafana makes up when nobody names one: P and sixteen hexadecimal digits, of a hash of the name. Source: pkg/services/provisioning/datasources/config_reader.go of grafana/grafana */
const madeUp = /^P[0-9A-F]{16}$/;

export const dataSource = check({
  id: 'panel/data-source',
  severity: 'info',
  title: 'a panel that asks whatever data source there is',
  rationale: 'A panel that names no data source asks the default one, which another team may change. A uid that Grafana made up is another in the next Grafana, and there the panel stays empty.',
  subject: 'panel',
  bad: asking({ type: 'prometheus', uid: 'P1809F7CD0C75ACF3' }),
  good: asking({ type: 'prometheus', uid: 'prometheus' }),
  *find({ sourceUid, title, queryCount }) {
    if (queryCount === 0) return;
    if (sourceUid === undefined) yield { message: 'it names no data source', spot: { text: title }, fix: 'name one by a uid of your own, or by a variable: "uid": "${datasource}"' };
    else if (madeUp.test(sourceUid.value)) yield { message: `'${sourceUid.value}' is a uid that one Grafana made up`, spot: { text: sourceUid }, fix: 'provision the data source with a uid of its own, or use a variable: "${datasource}"' };
  },
});
