import type { Quantity } from '../../core/quantity';
import { k8s } from './kubernetes';
import { byteText, coreText } from './quantity-text';

/** What a container gets and what it may take at most. Nothing is left to a default. */
export interface Resources {
  readonly cpu: Span<'cores'>;
  readonly memory: Span<'bytes'>;
  /** Space on the disk of the node: logs of the container and its scratch volumes. */
  readonly ephemeralStorage: Span<'bytes'>;
  /** How the numbers came about: series, bytes per second, or what was seen on the running program. */
  readonly reason: string;
}

export interface Span<Unit extends string> {
  readonly request: Quantity<Unit>;
  readonly limit: Quantity<Unit>;
}

export function resourceRequirements({ cpu, memory, ephemeralStorage }: Resources): k8s.ResourceRequirements {
  return {
    requests: amounts(cpu.request, memory.request, ephemeralStorage.request),
    limits: amounts(cpu.limit, memory.limit, ephemeralStorage.limit),
  };
}

function amounts(cpu: Quantity<'cores'>, memory: Quantity<'bytes'>, disk: Quantity<'bytes'>): Record<string, k8s.Quantity> {
  return {
    cpu: k8s.Quantity.fromString(coreText(cpu)),
    memory: k8s.Quantity.fromString(byteText(memory)),
    'ephemeral-storage': k8s.Quantity.fromString(byteText(disk)),
  };
}
