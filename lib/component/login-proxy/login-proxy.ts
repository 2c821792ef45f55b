import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { secretFile } from '../../core/secret';
import type { Login } from '../shared/exposure';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { secretMounts } from '../shared/volume';
import { statelessDeployment } from '../shared/workload';
import { loginPorts } from './description';

export interface LoginProxyProps {
  readonly placement: Placement;
  readonly login: Login;
  /** Host name under which people reach it. */
  readonly host: string;
  /** URL of the user interface behind it. */
  readonly upstream: string;
}

/** nonroot of the distroless image that upstream's Dockerfile builds on. */
const nonroot = 65_532;

const resources: Resources = {
  cpu: { request: cores(0.02), limit: cores(0.5) },
  memory: { request: mebibytes(32), limit: mebibytes(128) },
  ephemeralStorage: { request: mebibytes(16), limit: mebibytes(128) },
  reason: 'a proxy for the few people who look at a user interface; sessions are in their cookies',
};

/**
 * A proxy that lets nobody through who has not logged in. It does not trust forwarded headers, because it needs none:
 * where it sends people back to is fixed. Sessions are in cookies, so that any replica knows them.
 *
 * Source: https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
 */
export function addLoginProxy(scope: Construct, { placement, login, host, upstream }: LoginProxyProps): void {
  const { component } = placement;
  statelessDeployment(scope, placement, {
    args: [
      '--provider=oidc',
      `--oidc-issuer-url=${login.issuer}`,
      `--client-id=${login.clientId}`,
      `--client-secret-file=${secretFile(login.clientSecret)}`,
      `--cookie-secret-file=${secretFile(login.cookieSecret)}`,
      `--cookie-name=__Host-${component.name}`,
      '--cookie-samesite=lax',
      '--code-challenge-method=S256',
      '--insecure-oidc-skip-nonce=false',
      '--scope=openid email profile groups',
      '--email-domain=*',
      ...login.groups.map((group) => `--allowed-group=${group}`),
      `--redirect-url=https://${host}/oauth2/callback`,
      `--upstream=${upstream}`,
      '--pass-basic-auth=false',
      '--skip-provider-button=true',
      `--http-address=:${String(loginPorts.http.number)}`,
      `--metrics-address=:${String(loginPorts.metrics.number)}`,
      '--silence-ping-logging=true',
    ],
    user: { uid: nonroot, gid: nonroot, fsGroup: nonroot },
    resources,
    probes: {
      startup: probe('/ping', 'http', { every: 2, failures: 30, timeout: 3 }),
      readiness: probe('/ready', 'http', { every: 5, failures: 3, timeout: 3 }),
      liveness: probe('/ping', 'http', { every: 15, failures: 4, timeout: 3 }),
    },
    mounts: secretMounts([login.clientSecret, login.cookieSecret]),
    graceSeconds: 30,
  });
}
