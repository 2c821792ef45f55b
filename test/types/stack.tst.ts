import { describe, expect, test } from 'tstyche';
import type { AlertmanagerInput } from '../../lib/component/alertmanager/config';
import type { GrafanaSecrets } from '../../lib/component/grafana/config';
import type { Credentials } from '../../lib/component/prometheus/scrape-job';
import type { Right } from '../../lib/component/shared/permissions';
import { call, inbound } from '../../lib/stack/topology';
import { pods } from '../../lib/component/shared/connection';
import type { SecretKey } from '../../lib/core/secret';
import { secretKey } from '../../lib/core/secret';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { quantity } from '../../lib/core/quantity';

describe('a credential', () => {
  test('is a reference to a Secret that exists', () => {
    expect<Credentials>().type.toBeAssignableFrom({ kind: 'bearer' as const, token: secretKey('redis', 'token') });
    expect<AlertmanagerInput['secrets']>().type.toBeAssignableFrom([secretKey('slack', 'url')]);
  });

  test('is never a text, and nothing that only looks like a reference', () => {
    expect<Credentials>().type.not.toBeAssignableFrom({ kind: 'bearer' as const, token: 'xoxb-1234' });
    expect<Credentials>().type.not.toBeAssignableFrom({ kind: 'basic' as const, username: 'belfry', password: 'hunter2' });
    expect<GrafanaSecrets>().type.not.toBeAssignableFrom({ adminUser: secretKey('a', 'b'), adminPassword: 'hunter2', encryptionKey: secretKey('a', 'c') });
    expect<SecretKey>().type.not.toBeAssignableFrom({ secret: 'slack', key: 'url' });
  });
});

describe('an edge of the topology', () => {
  test('ends at a port that the component has', () => {
    call('grafana', 'loki', 'http', 'queries');
    // @ts-expect-error Argument of type '"htpp"' is not assignable to parameter of type '"http" | "grpc" | "gossip"'
    call('grafana', 'loki', 'htpp', 'queries');
    // @ts-expect-error is not assignable to parameter of type
    call('grafana', 'tempo', 'http', 'queries');
    // @ts-expect-error Type '"grpc"' is not assignable to type
    inbound('otel-collector-gateway', ['grpc'], pods('shop'), 'telemetry');
  });
});

describe('a right at the Kubernetes API', () => {
  test('is to read', () => {
    expect<Right['verbs'][number]>().type.toBe<'get' | 'list' | 'watch'>();
  });
});

describe('a workload', () => {
  test('is told in units', () => {
    smallProfile({ workload: { activeSeries: quantity(400_000, 'series') } });
    // @ts-expect-error Type 'number' is not assignable to type 'Quantity<"series">'
    smallProfile({ workload: { activeSeries: 400_000 } });
    // @ts-expect-error Type '"bytes"' is not assignable to type '"bytes/s"'
    smallProfile({ workload: { logRate: quantity(1, 'bytes') } });
  });
});
