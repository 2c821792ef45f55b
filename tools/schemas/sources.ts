/** A module whose sources hold schemas, as the checksum database of Go knows it. */
export interface SchemaSource {
  /** Name of the file in `test/schemas/`. */
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** What `go mod download` must find, as in a go.sum. */
  readonly sum: string;
  /** An OpenAPI document of Kubernetes, or definitions of custom resources, by their path in the module. */
  readonly content: { readonly kind: 'openapi'; readonly path: string } | { readonly kind: 'definitions'; readonly paths: readonly string[] };
}

const openapi = { kind: 'openapi', path: 'api/openapi-spec/swagger.json' } as const;

/** The lines of Kubernetes that the README names, and the operators whose objects a stack may have. */
export const schemaSources: readonly SchemaSource[] = [
  { name: 'kubernetes-1.33', module: 'k8s.io/kubernetes', version: 'v1.33.13', sum: 'h1:bmH31xUdSzeA5vk0wZAK9MZp11mdLuzUSeKk0qN3hPQ=', content: openapi },
  { name: 'kubernetes-1.34', module: 'k8s.io/kubernetes', version: 'v1.34.4', sum: 'h1:Yy6R4QB8C9kJPp25GFqEvX5XQwY5qzKeqD0Xx6oAcmk=', content: openapi },
  { name: 'kubernetes-1.35', module: 'k8s.io/kubernetes', version: 'v1.35.4', sum: 'h1:o/8dBC/pHVpYoGV4OAIytAlNPZbdYVTXJHoYvXC4qzM=', content: openapi },
  { name: 'kubernetes-1.36', module: 'k8s.io/kubernetes', version: 'v1.36.3', sum: 'h1:qDQdoMiluAE2Eab6Fa52YV+WjiGz9mZFFoagEA6cI+o=', content: openapi },
  {
    name: 'argo-cd',
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.3.0',
    sum: 'h1:9UlruTd5cC/MyvorTXgAIblfZTy63MF5FYvvoAaUvwU=',
    content: { kind: 'definitions', paths: ['manifests/crds/application-crd.yaml', 'manifests/crds/appproject-crd.yaml'] },
  },
  {
    name: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.4.1',
    sum: 'h1:NPxFutNkKNa8UfLd2CMlEuhIPMQgDQ6DXNKG9sHbJU8=',
    content: { kind: 'definitions', paths: ['config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'] },
  },
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    sum: 'h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=',
    content: { kind: 'definitions', paths: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'] },
  },
  {
    name: 'sealed-secrets',
    module: 'github.com/bitnami-labs/sealed-secrets',
    version: 'v0.27.1',
    sum: 'h1:oSq/rCGYz0pk7RP4RacIorG/VCWA6c4D8wIEpRkZAUg=',
    content: { kind: 'definitions', paths: ['helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml'] },
  },
];

/** The kinds of Kubernetes that a stack is made of. */
export const kubernetesKinds: readonly string[] = [
  'v1/ConfigMap',
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'scheduling.k8s.io/v1/PriorityClass',
];
