import type { Data } from '../../lib/core/yaml';
import { workloads } from '../component/pods';
import type { Manifest } from '../component/sample-stack';
import { at, entries, list, text, words } from '../component/sample-stack';

/** One end of a connection: pods with labels in a namespace, or an address outside the pod network. */
export type End = { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | { readonly address: string };

/**
 * Decides as Kubernetes does whether policies let a connection through: both ends must allow it, and an end that no
 * policy selects allows everything. Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function isAllowed(manifests: readonly Manifest[], from: End, to: End, port: number, protocol = 'TCP'): boolean {
  return allows(manifests, from, 'egress', to, port, protocol) && allows(manifests, to, 'ingress', from, port, protocol);
}

function allows(manifests: readonly Manifest[], subject: End, direction: 'egress' | 'ingress', other: End, port: number, protocol: string): boolean {
  if ('address' in subject) return true;
  const selecting = manifests.filter(({ kind, namespace, content }) => kind === 'NetworkPolicy' && namespace === subject.namespace && matches(at(content, 'spec', 'podSelector'), subject.labels));
  if (selecting.length === 0) return true;
  const rules = selecting.flatMap(({ content }) => list(content, 'spec', direction));
  return rules.some((rule) => {
    const ports = list(rule, 'ports');
    const peers = list(rule, direction === 'egress' ? 'to' : 'from');
    const isPort = ports.length === 0 || ports.some((entry) => at(entry, 'port') === port && text(entry, 'protocol') === protocol);
    return isPort && (peers.length === 0 || peers.some((peer) => isPeer(peer, subject, other)));
  });
}

function isPeer(peer: Data, subject: { readonly namespace: string }, other: End): boolean {
  const cidr = text(peer, 'ipBlock', 'cidr');
  if (cidr !== '') return 'address' in other && inBlock(other.address, cidr) && !words(peer, 'ipBlock', 'except').some((except) => inBlock(other.address, except));
  if ('address' in other) return false;
  const namespaceSelector = at(peer, 'namespaceSelector');
  const inNamespace = namespaceSelector === undefined ? other.namespace === subject.namespace : matches(namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace });
  return inNamespace && matches(at(peer, 'podSelector'), other.labels);
}

function matches(selector: Data, labels: Readonly<Record<string, string>>): boolean {
  return entries(selector, 'matchLabels').every(([name, value]) => labels[name] === value);
}

/** IPv4 only: what the tests ask about. */
function inBlock(address: string, cidr: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  if (network.includes(':')) return false;
  const number = (text_: string): number => text_.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(network) / size);
}

/** The pods of every component; those in the network of their node are addresses to the others. */
export function componentEnds(manifests: readonly Manifest[], nodeAddress: string): ReadonlyMap<string, End> {
  return new Map(
    workloads(manifests).map(({ manifest, template, pod }) => [
      manifest.name,
      at(pod, 'hostNetwork') === true ? { address: nodeAddress } : { namespace: manifest.namespace, labels: Object.fromEntries(entries(template, 'metadata', 'labels').map(([name]) => [name, text(template, 'metadata', 'labels', name)])) },
    ]),
  );
}
