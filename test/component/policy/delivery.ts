import type { Data } from '../../../lib/core/yaml';
import { portNames, workloads } from '../pods';
import type { Manifest } from '../sample-stack';
import { at, entries, list, text } from '../sample-stack';
import type { PolicyCheck } from './check';
import { ofObjects } from './check';

const standardLabels = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'].map((label) => `app.kubernetes.io/${label}`);

/** What belongs to the stack as a whole has no name, version or component. */
const stackFile = '00-namespaces';

function exists(all: readonly Manifest[], kind: string, namespace: string, name: string): boolean {
  return all.some((other) => other.kind === kind && other.namespace === namespace && other.name === name);
}

/** Names of ConfigMaps that a volume shows. */
function shownConfigMaps(volume: Data): readonly string[] {
  const single = text(volume, 'configMap', 'name');
  const several = list(volume, 'projected', 'sources').map((source) => text(source, 'configMap', 'name'));
  return [...(single === '' ? [] : [single]), ...several];
}

export const deliveryChecks: readonly PolicyCheck[] = [
  ofObjects('config/size', 'ConfigMaps hold at most 512 KiB', ({ kind, content }) => kind === 'ConfigMap' && entries(content, 'data').reduce((sum, [file]) => sum + Buffer.byteLength(text(content, 'data', file)), 0) > 512 * 1024),
  ofObjects('config/no-sub-path', 'nothing is mounted by sub-path, which would not follow a change', (manifest) =>
    workloads([manifest]).some(({ containers }) => containers.some((container) => list(container, 'volumeMounts').some((mount) => at(mount, 'subPath') !== undefined || at(mount, 'subPathExpr') !== undefined))),
  ),
  ofObjects('config/stable-name', 'names hold no hash of the content', ({ kind, name }) => kind === 'ConfigMap' && /-[0-9a-f]{8,}$/.test(name)),
  ofObjects('config/restart', 'a program that reads its configuration once restarts when it changes', (manifest) => {
    const reloads = ['prometheus', 'blackbox-exporter'];
    const hasConfig = workloads([manifest]).some(({ pod }) => list(pod, 'volumes').some((volume) => shownConfigMaps(volume).length > 0));
    return hasConfig && !reloads.includes(manifest.name) && text(manifest.content, 'spec', 'template', 'metadata', 'annotations', 'checksum/config') === '';
  }),
  ofObjects('labels/standard', 'the standard labels', ({ file, content }) => {
    const wanted = file === stackFile ? standardLabels.filter((label) => /instance|part-of|managed-by/.test(label)) : standardLabels;
    return wanted.some((label) => text(content, 'metadata', 'labels', label) === '');
  }),
  ofObjects('labels/selectors', 'selectors leave out the version, and find the pods of their own workload', (manifest) =>
    workloads([manifest]).some(({ template }) => {
      const selector = entries(manifest.content, 'spec', 'selector', 'matchLabels');
      return selector.length === 0 || selector.some(([name, value]) => name.endsWith('/version') || text(template, 'metadata', 'labels', name) !== value);
    }),
  ),
  ofObjects('service/reaches-pods', 'Services select pods of their component and name ports that these have', ({ kind, namespace, content }, all) => {
    if (kind !== 'Service') return false;
    const selector = entries(content, 'spec', 'selector');
    const targets = workloads(all).filter(({ manifest, template }) => manifest.namespace === namespace && selector.every(([name, value]) => text(template, 'metadata', 'labels', name) === value));
    const ports = targets.flatMap(({ containers }) => containers.flatMap(portNames));
    return selector.length === 0 || targets.length !== 1 || list(content, 'spec', 'ports').some((port) => !ports.includes(text(port, 'targetPort')));
  }),
  ofObjects('volume/exists', 'every ConfigMap and claim that a pod mounts is there', (manifest, all) =>
    workloads([manifest]).some(({ pod }) =>
      list(pod, 'volumes').some((volume) => {
        const claim = text(volume, 'persistentVolumeClaim', 'claimName');
        return shownConfigMaps(volume).some((name) => !exists(all, 'ConfigMap', manifest.namespace, name)) || (claim !== '' && !exists(all, 'PersistentVolumeClaim', manifest.namespace, claim));
      }),
    ),
  ),
  ofObjects('volume/mounted', 'every mount has its volume and every volume its mount', (manifest) =>
    workloads([manifest]).some(({ pod, containers }) => {
      const volumes = [...list(pod, 'volumes').map((volume) => text(volume, 'name')), ...list(manifest.content, 'spec', 'volumeClaimTemplates').map((claim) => text(claim, 'metadata', 'name'))];
      const mounts = containers.flatMap((container) => list(container, 'volumeMounts').map((mount) => text(mount, 'name')));
      return [...volumes].sort().join() !== [...new Set(mounts)].sort().join();
    }),
  ),
  ofObjects('config/mounted', 'every ConfigMap is mounted by a pod', ({ kind, name, namespace }, all) =>
    kind === 'ConfigMap' && !workloads(all).some(({ manifest, pod }) => manifest.namespace === namespace && list(pod, 'volumes').some((volume) => shownConfigMaps(volume).includes(name))),
  ),
  ofObjects('object/unique', 'no two objects are the same', (manifest, all) => all.filter(({ kind, name, namespace }) => kind === manifest.kind && name === manifest.name && namespace === manifest.namespace).length !== 1),
];
