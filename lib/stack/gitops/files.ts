import type { StackIdentity } from '../../component/shared/identity';
import { constructPath } from '../../component/shared/identity';
import { textAt } from '../../core/data';
import { refuse } from '../../core/problem';
import type { Data } from '../../core/yaml';
import { toYaml } from '../../core/yaml';
import { madeByBelfry } from '../dist';
import { manifestFile } from '../manifest';
import type { GitOps, ObjectKind, Part } from './argo-cd';
import { appProject, application, applicationHealth, rootApplication } from './argo-cd';
import { filesWave, namespacesWave } from './waves';

/** A file of the environment and its objects. */
export interface SynthesizedPart {
  readonly id: string;
  readonly objects: readonly Data[];
}

/**
 * For Argo CD, in `argocd/`: the folder itself is applied once by hand; what is below it Argo CD fetches.
 *
 * @throws BelfryError when the repository is no address
 */
export function argoFiles(stack: StackIdentity, gitOps: GitOps, parts: readonly SynthesizedPart[], order: ReadonlyMap<string, number>): readonly (readonly [path: string, content: string])[] {
  refuse(
    /^(?:https?:\/\/|ssh:\/\/|git@)[^\s/]+/.test(gitOps.repository)
      ? []
      : [{ check: 'stack/repository', severity: 'error', message: `'${gitOps.repository}' is no address of a repository`, place: { subject: constructPath(stack, 'argocd') }, why: 'Argo CD fetches the manifests from there', fix: "write 'https://host/path.git' or 'git@host:path.git'" }],
  );
  const listed = parts.map(({ id, objects }): Part => ({ id, wave: order.get(id) ?? (objects.some((object) => textAt(object, 'kind') === 'Namespace') ? namespacesWave : filesWave), objects: objects.map(kindOf) }));
  const applications = [...listed].sort((a, b) => a.wave - b.wave).map((part) => application(stack, gitOps, part));
  const file = (name: string, objects: readonly Data[]): string => manifestFile(stack.environment, name, objects);
  return [
    ['argocd/belfry.yaml', file('Argo CD, the project and the Application of all others,', [appProject(stack, gitOps, listed), rootApplication(stack, gitOps, applicationsFolder)])],
    ['argocd/health.yaml', file('Argo CD, the health of Applications,', [applicationHealth(gitOps)])],
    [`${applicationsFolder}/applications.yaml`, file('Argo CD, an Application for each file,', applications)],
  ];
}

const applicationsFolder = 'argocd/applications';

/**
 * For Kustomize. The name has no ending, which Kustomize knows as well as `kustomization.yaml` and `kubectl apply -f` of
 * the folder passes over. Source: konfig/general.go of sigs.k8s.io/kustomize/api.
 */
export function kustomization(stack: StackIdentity, parts: readonly SynthesizedPart[]): readonly [path: string, content: string] {
  const content = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: parts.map(({ id }) => `${id}.yaml`).sort() };
  return ['Kustomization', toYaml(content, { header: `${madeByBelfry}: the environment ${stack.environment} for Kustomize. Do not edit; make an overlay.` })];
}

function kindOf(object: Data): ObjectKind {
  const version = textAt(object, 'apiVersion');
  return { group: version.includes('/') ? version.replace(/\/.*$/, '') : '', kind: textAt(object, 'kind'), namespace: textAt(object, 'metadata', 'namespace') };
}
