import '../charts/start-up';
import { App } from 'cdk8s';
import { small } from '../charts/environments/small';
import { synthesize } from '../lib/stack/synthesize';
import { generatedDashboards, generatedSystems } from './generated';
import { printPeak } from './peak';

/** Synthesizes so many alerts with as many panels, none of them alike, through the whole path. */
const wanted = Number(process.argv[2]);
const systems = generatedSystems(wanted);
const { counts } = synthesize(new App(), {
  ...small,
  systems: [...small.systems, ...systems],
  dashboards: [...small.dashboards, ...generatedDashboards(systems)],
  scrape: [...small.scrape, ...systems.map(({ name }) => ({ name, discovery: { kind: 'pods', namespace: name, labels: { app: name }, port: 8080 } as const }))],
  runbookExists: () => true,
});
if (counts.alerts < wanted || counts.panels < wanted) throw new Error(`made ${String(counts.alerts)} alerts and ${String(counts.panels)} panels instead of ${String(wanted)}`);
printPeak();
