import { isDeepStrictEqual } from 'node:util';
import { mistake } from '../core/problem';

/** Things by their name, in the order of first use. @throws BelfryError when one name stands for two different things */
export function checkedRegister<T extends { readonly name: string }>(kind: string, things: readonly T[]): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const thing of things) {
    const known = byName.get(thing.name);
    if (known === undefined) byName.set(thing.name, thing);
    else if (known !== thing && !isDeepStrictEqual(known, thing)) {
      throw mistake({
        check: 'route/duplicate-name',
        message: `two different things are called ${kind} ${thing.name}`,
        place: { subject: `${kind} ${thing.name}` },
        why: 'Alertmanager refuses a file with two of one name',
        fix: 'declare it once and use that object, or give the second another name',
      });
    }
  }
  return byName;
}
