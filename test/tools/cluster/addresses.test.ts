import { describe, expect, it } from '@jest/globals';
import { addresses, nodeAddress, nodeNames, overlap, podNetwork } from '../../../tools/cluster/addresses';

describe('the cluster’s networks', () => {
  it('give every node an address and pods of its own', () => {
    expect(nodeNames(3)).toEqual(['node1', 'node2', 'node3']);
    expect(new Set([1, 2, 3].map(nodeAddress)).size).toBe(3);
    for (const node of [1, 2, 3]) {
      expect(overlap(addresses.machines, nodeAddress(node))).toBe(true);
      expect(overlap(addresses.pods, podNetwork(node))).toBe(true);
    }
    expect(overlap(podNetwork(1), podNetwork(2))).toBe(false);
  });

  it('do not overlap each other', () => {
    expect(overlap(addresses.machines, addresses.pods)).toBe(false);
    expect(overlap(addresses.pods, addresses.services)).toBe(false);
    expect(overlap(addresses.services, addresses.apiService)).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', '10.87.0.0/24', true],
    ['10.87.0.254', '10.87.0.0/24', true],
    ['10.87.1.0/24', '10.87.0.0/24', false],
    ['0.0.0.0/0', '10.96.0.0/16', true],
    ['192.168.0.0/16', '10.96.0.0/16', false],
  ])('%s and %s overlap: %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
    expect(overlap(other, one)).toBe(expected);
  });
});
