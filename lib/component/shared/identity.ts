import type { ComponentDescription } from './description';

/** Which stack a component belongs to and where it stands. */
export interface StackIdentity {
  /** Name of the environment, folder of `dist/`. */
  readonly environment: string;
  /** Name of the cluster that the stack watches: the external label `cluster`. */
  readonly clusterName: string;
  readonly namespace: string;
  readonly nodeNamespace: string;
}

/** Namespace of a component's pods. */
export function namespaceOf(stack: StackIdentity, component: Pick<ComponentDescription, 'home'>): string {
  return component.home === 'stack' ? stack.namespace : stack.nodeNamespace;
}

/**
 * The labels that select a component's pods. They never change during the life of a workload, hence no version.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function selectorLabels(stack: StackIdentity, component: Pick<ComponentDescription, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/name': component.name, 'app.kubernetes.io/instance': stack.environment };
}

/** The standard labels of everything that belongs to a component. */
export function componentLabels(stack: StackIdentity, component: ComponentDescription): Record<string, string> {
  return {
    ...selectorLabels(stack, component),
    'app.kubernetes.io/version': component.version.version,
    'app.kubernetes.io/component': component.role,
    ...stackLabels(stack),
  };
}

/** The standard labels of what belongs to the stack as a whole. */
export function stackLabels(stack: StackIdentity): Record<string, string> {
  return { 'app.kubernetes.io/instance': stack.environment, 'app.kubernetes.io/part-of': 'belfry', 'app.kubernetes.io/managed-by': 'belfry' };
}

/** Selects every pod of every stack of this kind; service discovery asks the API server for nothing else. */
export const partOfSelector = 'app.kubernetes.io/part-of=belfry';

/** Host name of a component's Service: `prometheus.monitoring.svc`. The cluster's own suffix is added by its resolver. */
export function serviceHost(stack: StackIdentity, component: ComponentDescription): string {
  return `${component.name}.${namespaceOf(stack, component)}.svc`;
}

/** URL of a port of a component: `http://prometheus.monitoring.svc:9090`. */
export function serviceUrl<Ports extends string>(stack: StackIdentity, component: ComponentDescription<Ports>, port: Ports): string {
  return `http://${serviceHost(stack, component)}:${String(component.ports[port].number)}`;
}

/** Path of a construct for diagnostics: `small/prometheus`. */
export function constructPath(stack: StackIdentity, ...parts: readonly string[]): string {
  return [stack.environment, ...parts].join('/');
}
