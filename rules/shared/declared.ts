import type { Declared } from '../../lib/metric/catalog';

/** Every metric that a module exports, alone or as a part of a group such as the metrics of a target, in order. */
export function declaredIn(module: object): readonly Declared[] {
  return Object.values(module).flatMap((value: unknown): readonly Declared[] => {
    if (isDeclared(value)) return [value];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value).filter(isDeclared) : [];
  });
}

function isDeclared(value: unknown): value is Declared {
  return typeof value === 'object' && value !== null && 'declaration' in value;
}
