import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { days, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { sms } from '../../lib/route/receiver/sms';
import { routing } from '../../lib/route/routing';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { synthesize } from '../../lib/stack/synthesize';
import { canvascast } from '../../rules/canvascast/system';
import { canvascastRouting, canvascastSlack } from '../../rules/canvascast/routing';

const spec = {
  environment: 'test',
  clusterName: 'test',
  profile: smallProfile(),
  systems: [{ ...canvascast, groups: [] }],
  routing: routing({ default: canvascastSlack }),
  dashboards: [],
  links: { runbooks: 'https://runbooks.example/', grafana: 'https://grafana.example/' },
  intervals: { scrapeInterval: seconds(15), evaluationInterval: seconds(15), retention: days(35), prometheus: 3 },
  scrape: [],
  probes: [],
  runbookExists: () => true,
} as const;

interface Workload {
  readonly kind: string;
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly env?: readonly { readonly name: string; readonly value?: string }[] }[] } } };
}

describe('synthesize', () => {
  test('gives Alertmanager the environment that a receiver needs, and none where none is needed', () => {
    const variables = (tree: typeof spec.routing): unknown => {
      const file = synthesize(new App(), { ...spec, routing: tree }).files.get('test/alertmanager.yaml') ?? '';
      const workload = parseAllDocuments(file).map((document) => document.toJS() as Workload).find(({ kind }) => kind === 'StatefulSet');
      return workload?.spec.template.spec.containers[0]?.env ?? [];
    };
    expect(variables(spec.routing)).toEqual([]);
    const onCall = sms('sms-oncall', { region: 'eu-central-1', phoneNumber: '+15550100', credentials: secretKey('sns', 'credentials') });
    expect(variables(routing({ default: onCall }))).toEqual([{ name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/etc/secrets/sns/credentials' }]);
  });

  test('puts the namespaces into the file that kubectl applies first', () => {
    const files = [...synthesize(new App(), spec).files.keys()].sort();
    expect(files[0]).toBe('test/00-namespaces.yaml');
  });

  test('names the namespaces that others must make, and none where nobody is watched', () => {
    expect(synthesize(new App(), spec).namespaces).toEqual([]);
    const discovery = { kind: 'pods', namespace: 'shop', labels: { app: 'shop' }, port: 8080 } as const;
    expect(synthesize(new App(), { ...spec, scrape: [{ name: 'shop', discovery }] }).namespaces).toEqual(['shop']);
  });

  test('writes down who is told of which alert', () => {
    const page = synthesize(new App(), { ...spec, systems: [canvascast], routing: routing({ default: canvascastSlack, teams: [canvascastRouting] }), scrape: canvascast.metrics.flatMap(({ declaration }) => declaration.jobs).filter((job, index, all) => job !== 'blackbox' && all.indexOf(job) === index).map((name) => ({ name, discovery: { kind: 'pods', namespace: 'canvascast', labels: { app: name }, port: 8080 } })) }).files.get('test/delivery.md');
    expect(page).toMatch(/^# Made by Belfry: who is told of which alert in the environment test\n\n\| Alert \|/);
    expect(page).toMatch(/\| HighErrorRate \| critical \| canvascast-pagerduty \| 30s \|/);
    expect(page).toMatch(/\| SlowResponses \| warning \| canvascast-slack \|[^\n]*not ready/);
  });
});
