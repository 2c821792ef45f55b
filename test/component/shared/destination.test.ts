import { describe, expect, test } from '@jest/globals';
import { anywhereButMetadata, networks, pods } from '../../../lib/component/shared/connection';
import { connectionTo, hostPort, merged } from '../../../lib/component/shared/destination';

describe('hostPort', () => {
  test.each([
    ['redis.example.com:9121', { host: 'redis.example.com', port: 9121 }],
    ['https://api.example.com/health', { host: 'api.example.com', port: 443 }],
    ['http://api.shop.svc:8080/x', { host: 'api.shop.svc', port: 8080 }],
    ['http://10.0.0.1/', { host: '10.0.0.1', port: 80 }],
    ['[2001:db8::1]:9100', { host: '2001:db8::1', port: 9100 }],
  ])('reads %s', (address, expected) => {
    expect(hostPort(address)).toEqual(expected);
  });

  test.each(['redis', 'redis:', 'redis:0', 'redis:99999', 'redis:9121/metrics', ':9121', 'redis example:1', 'ftp://x/', ''])('refuses %j', (address) => {
    expect(hostPort(address)).toBeUndefined();
  });
});

describe('connectionTo', () => {
  test.each([
    ['a Service', 'api.shop.svc', pods('shop')],
    ['a Service by its full name', 'api.shop.svc.cluster.local', pods('shop')],
    ['an address', '192.0.2.7', networks('192.0.2.7/32')],
    ['an IPv6 address', '2001:db8::1', networks('2001:db8::1/128')],
    ['any other name', 'api.example.com', anywhereButMetadata],
  ])('reaches %s by the narrowest peer', (_, host, peer) => {
    expect(connectionTo({ host, port: 80 }, 'why')).toEqual({ peer, ports: [{ number: 80, protocol: 'TCP' }], why: 'why' });
  });

  test('goes to the port of the pods where a Service listens on another one', () => {
    expect(connectionTo({ host: 'api.shop.svc', port: 80 }, 'why', 8080).ports).toEqual([{ number: 8080, protocol: 'TCP' }]);
    expect(connectionTo({ host: 'api.example.com', port: 80 }, 'why', 8080).ports).toEqual([{ number: 80, protocol: 'TCP' }]);
  });
});

describe('merged', () => {
  test('makes one rule for one peer, with all ports and reasons', () => {
    const to = (number: number, why: string): Parameters<typeof merged>[0][number] => ({ peer: pods('shop'), ports: [{ number, protocol: 'TCP' }], why });
    expect(merged([to(9, 'b'), to(1, 'a'), to(9, 'b')])).toEqual([
      {
        peer: pods('shop'),
        ports: [
          { number: 1, protocol: 'TCP' },
          { number: 9, protocol: 'TCP' },
        ],
        why: 'b; a',
      },
    ]);
    expect(merged([to(1, 'a'), { ...to(1, 'a'), peer: pods('web') }])).toHaveLength(2);
  });
});
