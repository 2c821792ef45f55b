import type { Duration } from '../../core/duration';
import { parseDuration } from '../../core/duration';
import { didYouMean } from '../../core/names';
import type { Place, Problem } from '../../core/problem';
import type { YamlList, YamlMap, YamlNode } from '../../core/yaml-source';

/** Reads the parts of a foreign file and notes what Alertmanager would refuse, instead of stopping at the first mistake. */
export class Reading {
  readonly #problems: Problem[] = [];

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Notes a mistake for which Alertmanager refuses the file. */
  refuse(check: string, message: string, place: Place, fix: string): void {
    this.#problems.push({ check, severity: 'error', message, place, fix });
  }

  warn(check: string, message: string, place: Place, why: string, fix: string): void {
    this.#problems.push({ check, severity: 'warning', message, place, why, fix });
  }

  map(node: YamlNode | undefined, what: string): YamlMap | undefined {
    if (node === undefined || node.kind === 'map') return node;
    this.#wrongKind(node, what, 'a map');
    return undefined;
  }

  list(node: YamlNode | undefined, what: string): YamlList | undefined {
    if (node === undefined || node.kind === 'list') return node;
    this.#wrongKind(node, what, 'a list');
    return undefined;
  }

  text(node: YamlNode | undefined, what: string): string | undefined {
    if (node === undefined) return undefined;
    // An entry of a list that says nothing is the empty string to Alertmanager.
    if (node.kind === 'scalar') return node.value === null ? '' : node.text;
    this.#wrongKind(node, what, 'a string');
    return undefined;
  }

  texts(node: YamlNode | undefined, what: string): readonly string[] | undefined {
    return this.list(node, what)?.items.flatMap((item) => this.text(item, `an entry of ${what}`) ?? []);
  }

  flag(node: YamlNode | undefined, what: string): boolean | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.#wrongKind(node, what, 'true or false');
    return undefined;
  }

  /** A map of strings, as in the old `match`. */
  pairs(node: YamlNode | undefined, what: string): readonly { readonly key: string; readonly value: string; readonly place: Place }[] {
    return (this.map(node, what)?.entries ?? []).flatMap(({ key, value }) => {
      const text = this.text(value, `${what}.${key.text}`);
      return text === undefined ? [] : [{ key: key.text, value: text, place: value.place }];
    });
  }

  duration(node: YamlNode | undefined, what: string): Duration | undefined {
    const text = this.text(node, what);
    if (text === undefined || node === undefined) return undefined;
    const duration = parseDuration(text);
    if (duration === undefined) this.refuse('route/config', `${what} is no duration: '${text}'`, node.place, 'write a number with its unit: 30s, 5m, 4h');
    return duration;
  }

  /** Alertmanager reads strictly: a field that it does not know stops it. */
  onlyFields(map: YamlMap, known: readonly string[], what: string): void {
    for (const { key } of map.entries) {
      if (known.includes(key.text)) continue;
      this.refuse('route/config', `${what} has no field '${key.text}'`, key.place, didYouMean(key.text, known) || `its fields are ${known.join(', ')}`);
    }
  }

  #wrongKind(node: YamlNode, what: string, wanted: string): void {
    const found = node.kind === 'scalar' ? `'${node.text}'` : `a ${node.kind}`;
    this.refuse('route/config', `${what} is ${found} and should be ${wanted}`, node.place, `write ${wanted}`);
  }
}
