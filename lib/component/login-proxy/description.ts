import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

/** Where people come in, and where the proxy tells of itself. */
export const loginPorts = { http: tcp(4180, 'http'), metrics: tcp(44_180, 'http') } as const;

const parts = {
  version: componentVersions.loginProxy,
  home: 'stack',
  ports: loginPorts,
  metrics: [{ job: 'login-proxy', port: 'metrics', path: '/metrics', sampleLimit: 5000 }],
  exceptions: [],
} as const;

/** Whoever looks at a user interface without a login of its own passes one of these first. */
export const prometheusLoginDescription = describe({ name: 'prometheus-login', role: 'metrics', ...parts });
export const alertmanagerLoginDescription = describe({ name: 'alertmanager-login', role: 'alerts', ...parts });
export const jaegerLoginDescription = describe({ name: 'jaeger-login', role: 'traces', ...parts });
