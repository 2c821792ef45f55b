/** `a, b and c` */
export function listed(words: readonly string[]): string {
  const last = words.at(-1);
  return words.length < 2 || last === undefined ? (last ?? '') : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A number as a person writes it: without the dust that binary fractions leave. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(12)));
}
