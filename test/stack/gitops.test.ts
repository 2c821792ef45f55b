import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { small } from '../../charts/environments/small';
import type { Data } from '../../lib/core/yaml';
import { waves } from '../../lib/stack/gitops/waves';
import { synthesize } from '../../lib/stack/synthesize';
import { call, calls } from '../../lib/stack/topology';
import { at, list, plainData, text, words } from '../component/sample-stack';
import { committed } from './committed';

const dist = resolve(__dirname, '../../dist');

function documents(...path: readonly string[]): readonly Data[] {
  return parseAllDocuments(readFileSync(join(dist, ...path), 'utf8')).map((document) => plainData(document.toJS()));
}

describe.each(committed)('the environment $name', ({ name, profile, present, manifests }) => {
  const files = readdirSync(join(dist, name)).filter((file) => file.endsWith('.yaml')).sort();
  const applications = documents(name, 'argocd', 'applications', 'applications.yaml');
  const [project, root] = documents(name, 'argocd', 'belfry.yaml');
  const wave = new Map(applications.map((application) => [text(application, 'spec', 'source', 'directory', 'include').replace(/\.yaml$/, ''), Number(text(application, 'metadata', 'annotations', 'argocd.argoproj.io/sync-wave'))]));

  test('has every file in its kustomization, under a name that kubectl apply passes over', () => {
    expect(words(plainData(parse(readFileSync(join(dist, name, 'Kustomization'), 'utf8'))), 'resources')).toEqual(files);
    expect(['kustomization.yaml', 'kustomization.yml'].filter((file) => existsSync(join(dist, name, file)))).toEqual([]);
  });

  test('has every file in one Application, which Argo CD finds in its folder', () => {
    expect(applications.map((application) => text(application, 'spec', 'source', 'directory', 'include')).sort()).toEqual(files);
    expect(new Set(applications.map((application) => text(application, 'spec', 'source', 'path')))).toEqual(new Set([`dist/${name}`]));
    expect(text(root, 'spec', 'source', 'path')).toBe(`dist/${name}/argocd/applications`);
    expect(new Set(applications.map((application) => text(application, 'metadata', 'name'))).size).toBe(files.length);
  });

  test('is applied by the server, and compared by it', () => {
    for (const application of applications) {
      expect(words(application, 'spec', 'syncPolicy', 'syncOptions')).toContain('ServerSideApply=true');
      expect(text(application, 'metadata', 'annotations', 'argocd.argoproj.io/compare-options')).toBe('ServerSideDiff=true');
    }
  });

  test('comes up in waves: namespaces, then files, then each component after all that it calls', () => {
    const of = (id: string): number => wave.get(id) ?? -1;
    expect([of('00-namespaces'), of('prometheus-rules'), of('grafana-dashboards')]).toEqual([0, 1, 1]);
    expect(present.filter((id) => of(id) < 2)).toEqual([]);
    const edges = calls(profile).filter(({ from, to }) => from !== to);
    expect(edges.length).toBeGreaterThan(8);
    expect(edges.filter(({ from, to }) => of(from) <= of(to))).toEqual([]);
  });

  test('is allowed by its project: the kinds and namespaces of the manifests, and no others', () => {
    const kind = (object: Data): string => `${text(object, 'apiVersion').includes('/') ? text(object, 'apiVersion').replace(/\/.*/, '') : ''}/${text(object, 'kind')}`;
    const allowed = (which: string): readonly string[] => list(project, 'spec', which).map((entry) => `${text(entry, 'group')}/${text(entry, 'kind')}`).sort();
    const used = (inNamespace: boolean): readonly string[] => [...new Set(manifests.filter(({ namespace }) => (namespace !== '') === inNamespace).map(({ content }) => kind(content)))].sort();
    expect(allowed('clusterResourceWhitelist')).toEqual(used(false));
    expect(allowed('namespaceResourceWhitelist')).toEqual(used(true));
    expect(list(project, 'spec', 'destinations').map((entry) => text(entry, 'namespace'))).toEqual([...new Set(manifests.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''))].sort());
    expect(new Set(applications.map((application) => text(application, 'spec', 'project')))).toEqual(new Set([text(project, 'metadata', 'name')]));
  });

  test('ignores what an API server adds to claims of StatefulSets, where there are any, and loses no data by itself', () => {
    for (const application of applications) {
      const file = text(application, 'spec', 'source', 'directory', 'include');
      const kinds = manifests.filter((manifest) => `${manifest.file}.yaml` === file).map(({ kind }) => kind);
      expect({ file, ignored: list(application, 'spec', 'ignoreDifferences').map((entry) => text(entry, 'kind')) }).toEqual({ file, ignored: kinds.includes('StatefulSet') ? ['StatefulSet'] : [] });
      expect({ file, prune: at(application, 'spec', 'syncPolicy', 'automated', 'prune') }).toEqual({ file, prune: !kinds.some((kind) => kind === 'Namespace' || kind === 'PersistentVolumeClaim') });
    }
  });
});

describe('delivery by Argo CD', () => {
  test('is left out where nobody asks for it; the kustomization is always there', () => {
    const { gitOps, ...alone } = small;
    const paths = [...synthesize(new App(), { ...alone, runbookExists: () => true }).files.keys()];
    expect(gitOps?.repository).toMatch(/^https:/);
    expect(paths.filter((path) => path.includes('argocd'))).toEqual([]);
    expect(paths).toContain('small/Kustomization');
  });

  test('goes where it is told to', () => {
    const gitOps = { repository: 'git@git.example.com:a/b.git', revision: 'v7', folder: 'deploy/monitoring', namespace: 'cd', cluster: 'https://10.0.0.1:6443' };
    const { files } = synthesize(new App(), { ...small, gitOps, runbookExists: () => true });
    const [application] = parseAllDocuments(files.get('small/argocd/applications/applications.yaml') ?? '').map((document) => plainData(document.toJS()));
    expect(at(application, 'spec', 'source')).toMatchObject({ repoURL: gitOps.repository, targetRevision: 'v7', path: 'deploy/monitoring/small' });
    expect([text(application, 'metadata', 'namespace'), text(application, 'spec', 'destination', 'server')]).toEqual(['cd', 'https://10.0.0.1:6443']);
  });

  test('is refused from a repository that is no address', () => {
    expect(() => synthesize(new App(), { ...small, gitOps: { repository: 'monitoring' }, runbookExists: () => true })).toThrow(/stack\/repository[^]*small\/argocd[^]*'monitoring' is no address of a repository[^]*fix:/);
  });

  test('does not wait in a circle', () => {
    const circle = [call('prometheus', 'loki', 'http', 'a'), call('loki', 'grafana', 'http', 'b'), call('grafana', 'prometheus', 'http', 'c'), call('jaeger', 'grafana', 'http', 'd')];
    const order = waves(circle, ['prometheus', 'loki', 'grafana', 'jaeger']);
    expect(order.get('jaeger')).toBeGreaterThan(order.get('grafana') ?? 0);
    expect([...order.keys()].sort()).toEqual(['grafana', 'jaeger', 'loki', 'prometheus']);
  });
});
