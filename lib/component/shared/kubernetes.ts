/**
 * The only importer of cdk8s-plus: a newer Kubernetes line is one change here. Its typed constructs for single objects
 * are used as they are; its higher-level classes are not, because they fill in resources, probes and pull policies that
 * nobody wrote down.
 */
import { k8s } from 'cdk8s-plus-27';

export { k8s };

/** A port number where Kubernetes takes a number or a name. */
export function portNumber(value: number): k8s.IntOrString {
  return k8s.IntOrString.fromNumber(value);
}

/** A port by its name in the pod. */
export function portName(value: string): k8s.IntOrString {
  return k8s.IntOrString.fromString(value);
}
