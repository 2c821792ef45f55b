import { describe, expect, it } from '@jest/globals';
import { nameServiceConfig } from '../../../tools/cluster/manifests';

describe('the name service', () => {
  const corefile = JSON.stringify(nameServiceConfig({ 'events.pagerduty.com': '10.96.0.20' }));
  const [own = '', outside = ''] = corefile.split('}\\n. {');

  it('answers for the cluster apart from the rest, because CoreDNS asks `template` before `kubernetes`', () => {
    expect(own).toContain('kubernetes cluster.local');
    expect(own).not.toContain('template');
    expect(outside).not.toContain('kubernetes');
  });

  it('leads the names that it is given to their address, and knows no other outside', () => {
    expect(outside).toContain('10.96.0.20 events.pagerduty.com\\n');
    expect(outside.indexOf('fallthrough')).toBeLessThan(outside.indexOf('rcode NXDOMAIN'));
    expect(corefile).not.toContain('forward');
  });
});
