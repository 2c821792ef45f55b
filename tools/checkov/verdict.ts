import type { PolicyRule } from '../../lib/component/shared/policy';
import { graderExceptions } from '../../lib/component/shared/policy';
import type { ComponentDescription } from '../../lib/component/shared/description';
import { componentIds, components } from '../../lib/stack/components';
import { list, number, text, type Json } from '../proof/data';

/** Checks that ask what a rule of the manifest policy asks: the exceptions of components count for them. */
const sameAs: Readonly<Record<string, PolicyRule>> = { CKV_K8S_19: 'pod/host-network', CKV_K8S_23: 'pod/non-root', CKV_K8S_40: 'pod/high-user-id' };

export interface Verdict {
  readonly passed: number;
  /** What no exception explains, as `CKV_K8S_8 dist/small/loki.yaml StatefulSet.monitoring.loki: Liveness Probe ...`. */
  readonly unexcused: readonly string[];
  /** Checks that are declared as exceptions and were not found. */
  readonly idle: readonly string[];
}

/** Holds what checkov found, as its JSON, against the declared exceptions. */
export function verdict(report: Json): Verdict {
  const failed = list(report, 'results', 'failed_checks').map((entry) => ({ check: text(entry, 'check_id'), name: text(entry, 'check_name'), file: text(entry, 'file_path'), resource: text(entry, 'resource') }));
  const general = graderExceptions.filter(({ grader }) => grader === 'checkov').map(({ check }) => check);
  return {
    passed: number(report, 'summary', 'passed'),
    unexcused: failed.filter(({ check, resource }) => !general.includes(check) && !isExcused(check, resource.split('.').at(-1) ?? '')).map(({ check, name, file, resource }) => `${check} ${file} ${resource}: ${name}`),
    idle: general.filter((check) => !failed.some((entry) => entry.check === check)),
  };
}

function isExcused(check: string, name: string): boolean {
  return componentIds.some((id) => {
    const { name: component, exceptions }: ComponentDescription = components[id];
    return component === name && exceptions.some(({ rule }) => rule === sameAs[check]);
  });
}
