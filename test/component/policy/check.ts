import type { Workload } from '../pods';
import { workloads } from '../pods';
import type { Manifest } from '../sample-stack';

/** A rule of the manifest policy, as a question to all objects at once. */
export interface PolicyCheck {
  readonly rule: string;
  readonly title: string;
  readonly find: (manifests: readonly Manifest[]) => readonly Finding[];
}

/** An object that breaks a rule. */
export interface Finding {
  readonly component: string;
  readonly what: string;
}

function finding({ kind, name, file }: Manifest, title: string): Finding {
  return { component: file, what: `${kind}/${name}: ${title}` };
}

export function ofObjects(rule: string, title: string, isBad: (manifest: Manifest, all: readonly Manifest[]) => boolean): PolicyCheck {
  return { rule, title, find: (manifests) => manifests.filter((manifest) => isBad(manifest, manifests)).map((manifest) => finding(manifest, title)) };
}

export function ofPods(rule: string, title: string, isBad: (workload: Workload, all: readonly Manifest[]) => boolean): PolicyCheck {
  return {
    rule,
    title,
    find: (manifests) =>
      workloads(manifests)
        .filter((workload) => isBad(workload, manifests))
        .map(({ manifest }) => finding(manifest, title)),
  };
}
