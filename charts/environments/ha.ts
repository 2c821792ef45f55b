import { days, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import { secretKey } from '../../lib/core/secret';
import { haProfile } from '../../lib/stack/monitoring-stack';
import type { Environment } from '../environment';
import { small } from './small';
import { retention } from './with-system';

/** Nothing that a single node takes with it: the same as `small` on ten nodes in several zones, with its stores beside it. */
export const ha: Environment = {
  ...small,
  environment: 'ha',
  clusterName: 'production',
  profile: haProfile({
    workload: { retention: { metrics: retention, logClasses: [{ streams: { k8s_namespace_name: 'kube-system' }, keep: days(7), share: percent(20) }] } },
    logStore: { kind: 's3', endpoint: 's3.eu-central-1.amazonaws.com', region: 'eu-central-1', bucket: 'example-logs', credentials: secretKey('loki-bucket', 'credentials') },
    traceStore: { kind: 'opensearch', urls: ['https://search.example.com:9200'], user: { name: 'jaeger', password: secretKey('jaeger-store', 'password') } },
    grafanaDatabase: { kind: 'postgres', address: 'database.example.com:5432', name: 'grafana', user: 'grafana', password: secretKey('grafana-database', 'password') },
    exposure: {
      gate: { kind: 'ingress', className: 'nginx', controller: { kind: 'pods', namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } }, certificates: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' } },
      hosts: { grafana: 'grafana.example.com', prometheus: 'prometheus.example.com', alertmanager: 'alertmanager.example.com', jaeger: 'jaeger.example.com' },
      login: {
        issuer: 'https://login.example.com/realms/staff',
        endpoints: {
          authorization: 'https://login.example.com/realms/staff/protocol/openid-connect/auth',
          token: 'https://login.example.com/realms/staff/protocol/openid-connect/token',
          userInfo: 'https://login.example.com/realms/staff/protocol/openid-connect/userinfo',
        },
        clientId: 'belfry',
        clientSecret: secretKey('login', 'client-secret'),
        cookieSecret: secretKey('login', 'cookie-secret'),
        groups: ['engineering'],
        administrators: 'platform',
      },
    },
    sampling: { afterwards: { slowerThan: seconds(1), routes: [{ route: '/health', share: percent(0.1) }], rest: percent(10) } },
  }),
};
