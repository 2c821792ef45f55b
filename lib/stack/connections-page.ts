import type { Peer } from '../component/shared/connection';
import type { ComponentId } from './components';
import type { Edge, OutsideEdge } from './topology';

/**
 * Who may talk to whom, as tables: first within the stack, then with the rest of the world. The network policies say the
 * same, and everything else is denied.
 */
export function connectionTables(edges: readonly Edge[], present: readonly ComponentId[]): string {
  const order = (id: ComponentId): number => present.indexOf(id);
  const within = edges
    .filter((edge) => edge.kind === 'call' || edge.kind === 'scrape')
    .flatMap(({ from, to, ports, why }) => ports.map(({ number, protocol }) => ({ from, to, port: portText(number, protocol), why })))
    .sort((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to));
  const outside = edges.filter(isOutside).sort((a, b) => order(a.component) - order(b.component));
  const api = edges.filter((edge) => edge.kind === 'api').sort((a, b) => order(a.from) - order(b.from));
  return [
    'Everything that is not in these tables is denied, in both directions.',
    '## Within the stack',
    table(['From', 'To', 'Port', 'Why'], within.map(({ from, to, port, why }) => [from, to, port, why])),
    '## With the rest of the world',
    table(['Component', 'Direction', 'With', 'Port', 'Why'], outside.map(outsideRow)),
    '## With the Kubernetes API',
    table(['Component', 'Why'], api.map(({ from, why }) => [from, why])),
    'Whoever calls by name also asks the name servers of the cluster, at port 53.',
  ].join('\n\n');
}

function isOutside(edge: Edge): edge is OutsideEdge {
  return edge.kind === 'inbound' || edge.kind === 'outbound';
}

function outsideRow({ kind, component, connection }: OutsideEdge): readonly string[] {
  return [component, kind === 'inbound' ? 'from' : 'to', peerText(connection.peer), connection.ports.map(({ number, protocol }) => portText(number, protocol)).join(', '), connection.why];
}

function portText(number: number, protocol: 'TCP' | 'UDP'): string {
  return protocol === 'UDP' ? `${String(number)}/UDP` : String(number);
}

function peerText(peer: Peer): string {
  if (peer.kind === 'networks') return peer.blocks.map(({ cidr, except = [] }) => `${cidr}${except.length === 0 ? '' : ` without ${except.join(' and ')}`}`).join(', ');
  const labels = Object.entries(peer.labels).map(([name, value]) => `${name}=${value}`);
  return `${labels.length === 0 ? 'all pods' : `pods ${labels.join(',')}`} of ${peer.namespace ?? 'all namespaces'}`;
}

/** A table of Markdown; rows that are the same stand there once. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...new Set(rows.map(line))].join('\n');
}
