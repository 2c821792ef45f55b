/** Adds to the list under a key, which is made when it is not there. */
export function collect<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Adds all of a list, however long: the arguments of one call to push() have to fit on the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

/** What may be written as one or as a list of several. */
export function asList<T>(one: T | readonly T[]): readonly T[] {
  return isList(one) ? one : [one];
}

function isList<T>(one: T | readonly T[]): one is readonly T[] {
  return Array.isArray(one);
}
