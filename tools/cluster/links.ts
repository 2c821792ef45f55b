import { runProcess } from '../toolchain/run-process';
import { addresses, nodeAddress, podNetwork } from './addresses';
import { command } from './command';
import { inside, type Machine } from './machine';

/** The host's end of the cable; the other end hangs in the control machine's switch. */
export const hostLink = 'belfry-host';

/**
 * Joins the machines by cables to a switch in the control machine, and tells each where every node's pods are. Traffic
 * is routed and never translated, so the host, the nodes and the pods see each other under their own addresses.
 */
export async function connect(control: Machine, nodes: readonly Machine[]): Promise<void> {
  const ip = (machine: Machine, ...args: string[]): Promise<string> => command(...inside(machine, 'ip', args));
  await ip(control, 'link', 'add', 'name', 'switch', 'type', 'bridge');
  await ip(control, 'address', 'add', `${addresses.control}/24`, 'dev', 'switch');
  await ip(control, 'link', 'set', 'switch', 'up');
  for (const [index, node] of nodes.entries()) {
    await command('ip', ['link', 'add', 'name', node.name, 'netns', String(control.pid), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(node.pid)]);
    await ip(control, 'link', 'set', node.name, 'master', 'switch', 'up');
    await ip(node, 'address', 'add', `${nodeAddress(index + 1)}/24`, 'dev', 'eth0');
    await ip(node, 'link', 'set', 'eth0', 'up');
    await ip(node, 'route', 'add', 'default', 'via', addresses.control);
  }
  await command('ip', ['link', 'add', 'name', hostLink, 'type', 'veth', 'peer', 'name', 'host', 'netns', String(control.pid)]);
  await ip(control, 'link', 'set', 'host', 'master', 'switch', 'up');
  await command('ip', ['address', 'add', `${addresses.host}/24`, 'dev', hostLink]);
  await command('ip', ['link', 'set', hostLink, 'up']);
  // Services exist where a kube-proxy is: the first node's stands in for callers outside.
  const routes = (own: number): readonly (readonly [network: string, via: string])[] => [
    ...nodes.flatMap((_node, index) => (index + 1 === own ? [] : [[podNetwork(index + 1), nodeAddress(index + 1)] as const])),
    ...(own > 0 ? [] : [[addresses.services, nodeAddress(1)] as const]),
  ];
  for (const [network, via] of routes(0)) {
    await command('ip', ['route', 'add', network, 'via', via]);
    await ip(control, 'route', 'add', network, 'via', via);
  }
  for (const [index, node] of nodes.entries()) for (const [network, via] of routes(index + 1)) await ip(node, 'route', 'add', network, 'via', via);
}

/** Takes the host's cable away, where the kernel has not done so already. */
export async function disconnect(): Promise<void> {
  if (await hostIsConnected()) await runProcess('ip', ['link', 'delete', hostLink]);
}

/** Whether the host's end of the cable is there. */
export async function hostIsConnected(): Promise<boolean> {
  return (await runProcess('ip', ['link', 'show', hostLink])).status === 0;
}
