/**
 * Ids for the panels of a dashboard, from the names of rows and panels: an address such as `?viewPanel=panel-123` stays
 * valid when another panel is added or moved within its row. FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export class PanelIds {
  readonly #taken = new Set<number>();

  /** The id for this name; two names never share one. */
  idOf(...name: readonly string[]): number {
    let id = hash(name.join('\u0000'));
    // A thousand panels collide in one dashboard of 4,300; the later one then takes the next free id.
    while (id === 0 || this.#taken.has(id)) id = (id + 1) % idLimit;
    this.#taken.add(id);
    return id;
  }
}

/** Ids are 32-bit signed integers in Grafana's own dashboards. */
const idLimit = 2 ** 31;

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0) % idLimit;
}
