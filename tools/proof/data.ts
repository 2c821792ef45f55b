/** Anything that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Reads JSON; what is none is undefined. */
export function parseJson(text: string): Json | undefined {
  try {
    // JSON.parse gives nothing but these.
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The value at a path, where there is one. */
export function at(data: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let inner = data;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }
  return inner;
}

/** The list at a path, or none. */
export function list(data: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(data, ...path);
  return isList(found) ? found : [];
}

/** The text at a path, or an empty one. */
export function text(data: Json | undefined, ...path: readonly (string | number)[]): string {
  const found = at(data, ...path);
  return typeof found === 'string' ? found : '';
}

/** The number at a path, also where it is written as text; NaN where there is none. */
export function number(data: Json | undefined, ...path: readonly (string | number)[]): number {
  const found = at(data, ...path);
  return typeof found === 'number' ? found : typeof found === 'string' && found !== '' ? Number(found) : NaN;
}

/** Whether it is a list. */
export function isList(data: Json | undefined): data is readonly Json[] {
  return Array.isArray(data);
}
