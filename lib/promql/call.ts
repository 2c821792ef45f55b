import { mistake } from '../core/problem';
import type { CallNode, Node, NumberNode, StringNode } from './node';

/** `name(part, part)` */
export function call(name: string, ...parts: readonly Node[]): CallNode {
  return { kind: 'call', name, arguments: parts };
}

export function number(value: number): NumberNode {
  return { kind: 'number', value };
}

export function text(value: string): StringNode {
  return { kind: 'string', value };
}

/** Refuses a share outside 0 to 1, for which Prometheus answers with an infinity. */
export function refuseOutside01(share: number, functionName: string): void {
  if (share >= 0 && share <= 1) return;
  throw mistake({ check: 'promql/quantile-range', message: `a quantile of ${share} is infinite`, place: { subject: functionName }, fix: 'write 0.95 for the 95th percentile' });
}

const plainLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Refuses what is no label, where a new one gets its name. */
export function refuseBadLabel(label: string, functionName: string): void {
  if (plainLabel.test(label) && !label.startsWith('__')) return;
  throw mistake({
    check: 'promql/label-name',
    message: `'${label}' is no label that can be written`,
    place: { subject: functionName },
    why: 'names that begin with two underscores belong to Prometheus',
    fix: 'use letters, digits and underscores, and begin with a letter',
  });
}
