import type { StackIdentity } from '../../component/shared/identity';
import { stackLabels } from '../../component/shared/identity';
import type { Data } from '../../core/yaml';

/** Where Argo CD finds the manifests, and where it puts them. */
export interface GitOps {
  /** URL of the repository that holds `dist/`. */
  readonly repository: string;
  /** Branch, tag or commit. @default 'main' */
  readonly revision?: string;
  /** Folder of all environments in the repository. @default 'dist' */
  readonly folder?: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** URL of the cluster, as Argo CD knows it. @default the cluster in which Argo CD runs */
  readonly cluster?: string;
}

/** A file of the environment, as an Application of its own. */
export interface Part {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly wave: number;
  readonly objects: readonly ObjectKind[];
}

/** What kind of object it is and where it stands; a namespace of '' is the cluster. */
export interface ObjectKind {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

const api = 'argoproj.io/v1alpha1';

const thisCluster = 'https://kubernetes.default.svc';

/**
 * What the API server adds inside lists without keys, where Argo CD cannot tell an addition from a change. Everything
 * else that it fills in stands beside our fields, which is no difference. `npm run accept` asks a
 * real API server; known as https://github.com/argoproj/argo-cd/issues/11143.
 */
const ignoredDifferences = [{ group: 'apps', kind: 'StatefulSet', jqPathExpressions: ['.spec.volumeClaimTemplates[]?.apiVersion', '.spec.volumeClaimTemplates[]?.kind', '.spec.volumeClaimTemplates[]?.status'] }] as const;

/** Kinds that take data with them when they go: removing them is a decision of a person. */
const holdsData: readonly string[] = ['Namespace', 'PersistentVolumeClaim'];

/** What may be deployed and where: exactly the kinds and namespaces that the manifests have. */
export function appProject(stack: StackIdentity, gitOps: GitOps, parts: readonly Part[]): Data {
  const objects = parts.flatMap((part) => part.objects);
  const namespaces = unique([stack.namespace, ...objects.map(({ namespace }) => namespace).filter((namespace) => namespace !== '')]);
  return {
    apiVersion: api,
    kind: 'AppProject',
    metadata: metadata(stack, gitOps, projectName(stack)),
    spec: {
      description: `Monitoring of the environment ${stack.environment}: nothing but what its manifests have.`,
      sourceRepos: [gitOps.repository],
      destinations: namespaces.map((namespace) => ({ server: gitOps.cluster ?? thisCluster, namespace })),
      clusterResourceWhitelist: kinds(objects.filter(({ namespace }) => namespace === '')),
      namespaceResourceWhitelist: kinds(objects.filter(({ namespace }) => namespace !== '')),
    },
  };
}

/**
 * The Application that brings the others, wave by wave. It stands in Argo CD's own project, because whoever may make
 * Applications may make them in any project.
 */
export function rootApplication(stack: StackIdentity, gitOps: GitOps, path: string): Data {
  return {
    apiVersion: api,
    kind: 'Application',
    metadata: metadata(stack, gitOps, projectName(stack)),
    spec: {
      project: 'default',
      source: { ...source(gitOps), path: `${environmentFolder(stack, gitOps)}/${path}` },
      destination: { server: thisCluster, namespace: gitOps.namespace ?? 'argocd' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true'], retry },
    },
  };
}

/** One file of the environment. */
export function application(stack: StackIdentity, gitOps: GitOps, { id, wave, objects }: Part): Data {
  const ignored = ignoredDifferences.filter(({ group, kind }) => objects.some((object) => object.group === group && object.kind === kind));
  return {
    apiVersion: api,
    kind: 'Application',
    metadata: metadata(stack, gitOps, `${stack.environment}-${id}`, {
      'argocd.argoproj.io/sync-wave': String(wave),
      // The API server itself says what an apply would change: https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
    }),
    spec: {
      project: projectName(stack),
      source: { ...source(gitOps), path: environmentFolder(stack, gitOps), directory: { include: `${id}.yaml` } },
      destination: { server: gitOps.cluster ?? thisCluster, namespace: stack.namespace },
      syncPolicy: {
        automated: { prune: !objects.some(({ kind }) => holdsData.includes(kind)), selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'PruneLast=true'],
        retry,
      },
      ...(ignored.length === 0 ? {} : { ignoreDifferences: ignored }),
    },
  };
}

/**
 * The health of an Application is that of its objects. Argo CD has not known it by itself since 1.8, and without it a wave
 * does not wait for the one before: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
export function applicationHealth(gitOps: GitOps): Data {
  const script = ['local health = { status = "Progressing", message = "" }', 'if obj.status ~= nil and obj.status.health ~= nil then', '  health.status = obj.status.health.status or health.status', '  health.message = obj.status.health.message or ""', 'end', 'return health', ''].join('\n');
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: gitOps.namespace ?? 'argocd', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    data: { 'resource.customizations.health.argoproj.io_Application': script },
  };
}

/** Longer than a store needs to start; then somebody has to look. */
const retry = { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } } as const;

/** One name for the project and the Application of all. */
function projectName({ environment }: StackIdentity): string {
  return `belfry-${environment}`;
}

function environmentFolder({ environment }: StackIdentity, { folder = 'dist' }: GitOps): string {
  return `${folder}/${environment}`;
}

function source({ repository, revision = 'main' }: GitOps): { readonly repoURL: string; readonly targetRevision: string } {
  return { repoURL: repository, targetRevision: revision };
}

function metadata(stack: StackIdentity, { namespace = 'argocd' }: GitOps, name: string, annotations?: Readonly<Record<string, string>>): Data {
  return { name, namespace, labels: stackLabels(stack), ...(annotations === undefined ? {} : { annotations }) };
}

function kinds(objects: readonly ObjectKind[]): Data {
  return unique(objects.map(({ group, kind }) => `${group}/${kind}`)).map((text) => {
    const [group = '', kind = ''] = text.split('/');
    return { group, kind };
  });
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
