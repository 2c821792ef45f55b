import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { dashboardProblems } from '../../../lib/component/grafana/dashboards';
import { iniText } from '../../../lib/component/grafana/ini';
import { at, configFile, list, manifestsOf, plainData, sampleProps, sampleStack, text } from '../sample-stack';

const manifests = manifestsOf(sampleStack());
const ini = configFile(manifests, 'grafana-config', 'grafana.ini');
const sources = plainData(parse(configFile(manifests, 'grafana-datasources', 'belfry.yaml')));
const providers = list(plainData(parse(configFile(manifests, 'grafana-dashboard-providers', 'belfry.yaml'))), 'providers');
const pod = at(manifests.find(({ kind, name }) => kind === 'Deployment' && name === 'grafana')?.content, 'spec', 'template', 'spec');

describe('grafana.ini', () => {
  test('holds no credential, only the files of an existing Secret, which are mounted', () => {
    expect(ini).toContain('admin_password = $__file{/etc/secrets/grafana-admin/password}');
    expect(ini).toContain('secret_key = $__file{/etc/secrets/grafana-admin/encryption-key}');
    const secret = list(pod, 'volumes').find((volume) => text(volume, 'secret', 'secretName') === 'grafana-admin');
    expect(list(secret, 'secret', 'items').map((item) => text(item, 'path'))).toEqual(['encryption-key', 'password', 'user']);
    expect(list(pod, 'containers', 0, 'volumeMounts').map((mount) => text(mount, 'mountPath'))).toContain('/etc/secrets/grafana-admin');
  });

  test.each(['[auth.anonymous]\nenabled = false', 'cookie_secure = true', 'allow_sign_up = false', 'reporting_enabled = false', 'preinstall_disabled = true', 'root_url = https://grafana.example.com'])('says %s', (line) => {
    expect(ini).toContain(line);
  });

  test('leaves out what is not set', () => {
    expect(iniText({ server: { root_url: undefined, enable_gzip: true }, users: { n: 1 } })).toBe('[server]\nenable_gzip = true\n\n[users]\nn = 1\n');
  });
});

describe('data sources', () => {
  const byUid = new Map(list(sources, 'datasources').map((source) => [text(source, 'uid'), source]));

  test('are those of the stack, by fixed uids, and no others', () => {
    expect([...byUid].map(([uid, source]) => [uid, text(source, 'url'), at(source, 'isDefault')])).toEqual([
      ['prometheus', 'http://prometheus.monitoring.svc:9090', true],
      ['alertmanager', 'http://alertmanager.monitoring.svc:9093', false],
      ['loki', 'http://loki.monitoring.svc:3100', false],
      ['jaeger', 'http://jaeger.monitoring.svc:16686', false],
    ]);
    expect(at(sources, 'prune')).toBe(true);
  });

  test('lead to each other: metric to trace, log to trace, trace to log, trace to metric', () => {
    const data = (uid: string): unknown => at(byUid.get(uid), 'jsonData');
    expect(data('prometheus')).toMatchObject({ alertmanagerUid: 'alertmanager', exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }] });
    expect(data('loki')).toMatchObject({ derivedFields: [{ matcherType: 'label', matcherRegex: 'trace_id', datasourceUid: 'jaeger', url: '$${__value.raw}' }] });
    expect(data('jaeger')).toMatchObject({
      tracesToLogsV2: { datasourceUid: 'loki', customQuery: true, query: '{$${__tags}} | trace_id="$${__trace.traceId}"' },
      tracesToMetrics: { datasourceUid: 'prometheus' },
    });
  });

  test("hide Grafana's own dollars from the environment", () => {
    expect(configFile(manifests, 'grafana-datasources', 'belfry.yaml').replaceAll('$$', '')).not.toContain('$');
  });
});

describe('dashboards', () => {
  test('are in one folder of Grafana for each folder of the container', () => {
    expect(providers.map((provider) => [text(provider, 'folder'), text(provider, 'folderUid'), text(provider, 'options', 'path')])).toEqual([
      ['Shop', 'shop', '/etc/grafana/dashboards/shop'],
      ['Belfry itself', 'belfry-itself', '/etc/grafana/dashboards/belfry-itself'],
    ]);
    const mounts = new Map(list(pod, 'containers', 0, 'volumeMounts').map((mount) => [text(mount, 'mountPath'), text(mount, 'name')]));
    const volumes = new Map(list(pod, 'volumes').map((volume) => [text(volume, 'name'), list(volume, 'projected', 'sources').map((source) => text(source, 'configMap', 'name'))]));
    expect(providers.map((provider) => volumes.get(mounts.get(text(provider, 'options', 'path')) ?? ''))).toEqual([['grafana-dashboard-shop-overview', 'grafana-dashboard-shop-orders'], ['grafana-dashboard-belfry-health']]);
  });

  test('are ConfigMaps of their own, word for word', () => {
    expect(configFile(manifests, 'grafana-dashboard-shop-orders', 'shop-orders.json')).toBe('{"uid":"shop-orders"}\n');
    expect(manifests.find(({ name }) => name === 'grafana-dashboard-shop-orders')?.file).toBe('grafana-dashboards');
  });

  test('a change of one restarts nothing, a change of a data source does', () => {
    const digest = (changes: Parameters<typeof sampleStack>[0]): string =>
      text(manifestsOf(sampleStack(changes)).find(({ kind, name }) => kind === 'Deployment' && name === 'grafana')?.content, 'spec', 'template', 'metadata', 'annotations', 'checksum/config');
    const [first, ...rest] = sampleProps.dashboards;
    expect(first).toBeDefined();
    expect(digest({ dashboards: first === undefined ? [] : [{ ...first, json: '{}' }, ...rest] })).toBe(digest({}));
    expect(digest({ namespace: 'watch' })).not.toBe(digest({}));
  });
});

describe('dashboards that are refused', () => {
  const stack = { environment: 'test', clusterName: 'c', namespace: 'monitoring', nodeNamespace: 'monitoring-nodes' };
  const good = { uid: 'a', folder: 'Shop', title: 'A', json: '{}' };

  test('none of the good ones', () => {
    expect(dashboardProblems(stack, [good, { ...good, uid: 'b', folder: 'Shop API' }, { ...good, uid: 'x'.repeat(40), json: 'x'.repeat(512 * 1024) }])).toEqual([]);
  });

  test.each([
    ['a uid twice', [good, { ...good, title: 'B' }], 'stack/duplicate-dashboard'],
    ['a uid with an underscore', [{ ...good, uid: 'a_b' }], 'stack/dashboard-uid'],
    ['a uid of 41 characters', [{ ...good, uid: 'x'.repeat(41) }], 'stack/dashboard-uid'],
    ['more than a ConfigMap holds', [{ ...good, json: 'x'.repeat(512 * 1024 + 1) }], 'stack/dashboard-too-large'],
    ['folders that differ by case alone', [good, { ...good, uid: 'b', folder: 'SHOP' }], 'stack/folder-name'],
    ['a folder without a name', [{ ...good, folder: '***' }], 'stack/folder-name'],
  ])('%s', (_, dashboards, check) => {
    expect(dashboardProblems(stack, dashboards).map((problem) => problem.check)).toEqual([check]);
  });
});
