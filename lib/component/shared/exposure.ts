import type { Construct } from 'constructs';
import { ApiObject } from 'cdk8s';
import type { SecretKey } from '../../core/secret';
import type { PodPeer } from './connection';
import { componentLabels, namespaceOf } from './identity';
import { k8s } from './kubernetes';
import type { Placement } from './placement';

/** How people come in from outside the cluster, and who they must be. */
export interface Exposure {
  readonly gate: IngressGate | GatewayGate;
  /** Host name of each user interface that is shown outside; the others are not. */
  readonly hosts: Readonly<Partial<Record<'prometheus' | 'alertmanager' | 'grafana' | 'jaeger', string>>>;
  readonly login: Login;
}

/** Ingress objects, with TLS. */
export interface IngressGate {
  readonly kind: 'ingress';
  /** `spec.ingressClassName`. */
  readonly className: string;
  /** The controller's pods, which alone may come in. */
  readonly controller: PodPeer;
  readonly certificates: ExistingCertificates | IssuedCertificates;
}

/** A certificate for each host, in the Secret `<component>-tls`. */
export interface ExistingCertificates {
  readonly kind: 'existing';
}

/** cert-manager writes the Secret `<component>-tls` for each host. */
export interface IssuedCertificates {
  readonly kind: 'cert-manager';
  readonly clusterIssuer: string;
}

/** HTTPRoute objects of the Gateway API at a Gateway that exists and ends TLS. */
export interface GatewayGate {
  readonly kind: 'gateway';
  readonly name: string;
  readonly namespace: string;
  /** The gateway's pods, which alone may come in. */
  readonly controller: PodPeer;
}

/** An OpenID Connect provider. */
export interface Login {
  /** `https://login.example.com/realms/staff`. */
  readonly issuer: string;
  /** Its endpoints, which Grafana does not look up. */
  readonly endpoints: { readonly authorization: string; readonly token: string; readonly userInfo: string };
  readonly clientId: string;
  readonly clientSecret: SecretKey;
  /** 32 random bytes in base64, which encrypt sessions. */
  readonly cookieSecret: SecretKey;
  /** Who may log in at all; none means everybody whom the provider knows. */
  readonly groups: readonly string[];
  /** Who may change things in Grafana. @default nobody but its own administrator */
  readonly administrators?: string;
}

/** The way from outside to the Service of a component. */
export function addGate(scope: Construct, { stack, component, serviceName }: Placement, gate: Exposure['gate'], host: string, port: { readonly name: string; readonly number: number }): void {
  const metadata = { name: component.name, namespace: namespaceOf(stack, component), labels: componentLabels(stack, component) };
  if (gate.kind === 'gateway') {
    new ApiObject(scope, 'HTTPRoute', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ name: gate.name, namespace: gate.namespace }],
        hostnames: [host],
        rules: [{ backendRefs: [{ name: serviceName, port: port.number }] }],
      },
    });
    return;
  }
  new k8s.KubeIngress(scope, 'Ingress', {
    metadata: { ...metadata, ...(gate.certificates.kind === 'cert-manager' ? { annotations: { 'cert-manager.io/cluster-issuer': gate.certificates.clusterIssuer } } : {}) },
    spec: {
      ingressClassName: gate.className,
      tls: [{ hosts: [host], secretName: `${component.name}-tls` }],
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: serviceName, port: { name: port.name } } } }] } }],
    },
  });
}
