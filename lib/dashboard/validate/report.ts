import type { Place, Problem } from '../../core/problem';

/** Takes down what is wrong at one place. */
export class Report {
  readonly problems: Problem[] = [];
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  error(check: string, message: string, fix: string, why?: string): void {
    this.problems.push({ check: `dashboard/${check}`, severity: 'error', message, place: this.#place, fix, ...(why === undefined ? {} : { why }) });
  }
}

/** Each value that occurs more than once, once. */
export function repeated(values: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}
