import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { command, until } from '../cluster/command';
import type { Cluster } from '../cluster/cluster';
import { parseJson, text } from './data';
import { BrokenPromise, must, type Ledger } from './ledger';
import { apply, kubectl } from './stack';

const pins = resolve(__dirname, '..', 'argo-cd');
const module = 'github.com/argoproj/argo-cd/v3';

/** The folder of Argo CD's module at the version that `tools/argo-cd/go.mod` pins; its go.sum says what it must be. */
async function argoCdModule(): Promise<string> {
  const version = new RegExp(`^require ${module} (\\S+)$`, 'm').exec(readFileSync(join(pins, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new BrokenPromise(`${join(pins, 'go.mod')} pins no version of ${module}`);
  return text(parseJson(await command('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: pins })), 'Dir');
}

/** An Application whose one fault is a misspelled field. */
const invalid = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'invalid', namespace: 'argocd' },
  spec: { project: 'default', destination: { server: 'https://kubernetes.default.svc', namespace: 'default' }, source: { repoUrl: 'https://git.example.com/platform/monitoring.git' } },
};

/** Applies Argo CD's own definitions, and then what an environment has for Argo CD, which the apiserver holds to them. */
export async function proveArgoCd(cluster: Cluster, folder: string, ledger: Ledger): Promise<void> {
  await ledger.prove('The committed manifests', 'Argo CD’s objects are valid by its own custom resource definitions', async () => {
    const definitions = join(await argoCdModule(), 'manifests', 'crds');
    const files = ['application-crd.yaml', 'appproject-crd.yaml'].flatMap((name) => ['-f', join(definitions, name)]);
    await kubectl(cluster, ['apply', '--server-side', ...files]);
    // A definition has no conditions at first, which `kubectl wait` takes for an error.
    await until('the definitions are established', 60, async () => ((await cluster.kubectl(['wait', '--for=condition=Established', '--timeout=10s', ...files])).status === 0 ? true : undefined));
    await apply(cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } }]);
    const refused = await cluster.kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(invalid));
    must(refused.status !== 0, 'an Application with a field that does not exist was accepted');
    const applied = (await kubectl(cluster, ['apply', '--server-side', '--validate=strict', '--recursive', '-f', join(folder, 'argocd')])).trim().split('\n');
    const count = (kind: string): number => applied.filter((line) => line.startsWith(`${kind}.argoproj.io/`)).length;
    must(count('appproject') === 1 && count('application') > 1, applied.join(', '));
    return `${count('application')} Applications and ${count('appproject')} AppProject accepted`;
  });
}
