import type { Data } from './yaml';

/** The value at a path of keys; undefined when there is none. */
export function at(data: Data, ...path: readonly string[]): Data {
  return path.reduce<Data>((inner, key) => (isMapping(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), data);
}

/** The text at a path of keys; empty when there is none, or something else. */
export function textAt(data: Data, ...path: readonly string[]): string {
  const found = at(data, ...path);
  return typeof found === 'string' ? found : '';
}

function isMapping(data: Data): data is Readonly<Record<string, Data>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
