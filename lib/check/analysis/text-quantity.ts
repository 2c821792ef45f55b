/** A quantity that a text names, in base units. */
export interface TextQuantity {
  readonly unit: 'seconds' | 'bytes' | 'ratio';
  /** What it can mean: MB is a million bytes to some and 1,048,576 to others. */
  readonly values: readonly number[];
  /** As it stands in the text. */
  readonly text: string;
}

interface Word {
  readonly unit: TextQuantity['unit'];
  readonly factors: readonly number[];
}

const seconds = (...factors: readonly number[]): Word => ({ unit: 'seconds', factors });
const bytes = (...factors: readonly number[]): Word => ({ unit: 'bytes', factors });

const words: Readonly<Record<string, Word>> = {
  ms: seconds(0.001), millisecond: seconds(0.001), milliseconds: seconds(0.001),
  s: seconds(1), sec: seconds(1), secs: seconds(1), second: seconds(1), seconds: seconds(1),
  m: seconds(60), min: seconds(60), mins: seconds(60), minute: seconds(60), minutes: seconds(60),
  h: seconds(3600), hour: seconds(3600), hours: seconds(3600), hrs: seconds(3600),
  d: seconds(86_400), day: seconds(86_400), days: seconds(86_400), w: seconds(604_800), week: seconds(604_800), weeks: seconds(604_800),
  kb: bytes(1e3, 1024), kib: bytes(1024), mb: bytes(1e6, 1024 ** 2), mib: bytes(1024 ** 2), gb: bytes(1e9, 1024 ** 3), gib: bytes(1024 ** 3), tb: bytes(1e12, 1024 ** 4), tib: bytes(1024 ** 4),
  byte: bytes(1), bytes: bytes(1), kilobytes: bytes(1e3, 1024), megabytes: bytes(1e6, 1024 ** 2), gigabytes: bytes(1e9, 1024 ** 3),
  '%': { unit: 'ratio', factors: [0.01] }, percent: { unit: 'ratio', factors: [0.01] }, pct: { unit: 'ratio', factors: [0.01] },
};

const quantity = /(?<![\w.])(\d+(?:\.\d+)?)\s?(%|[A-Za-z]+)(?![A-Za-z])/g;

/** The quantities with a unit that a text names; template actions are no part of the text. */
export function quantitiesIn(text: string): readonly TextQuantity[] {
  const found: TextQuantity[] = [];
  for (const [whole, number = '', word = ''] of text.replaceAll(/\{\{[^{}]*\}\}/g, ' ').matchAll(quantity)) {
    const known = words[word.toLowerCase()];
    if (known !== undefined) found.push({ unit: known.unit, values: known.factors.map((factor) => Number((Number(number) * factor).toPrecision(12))), text: whole });
  }
  return found;
}

/** `DiskUsageOver80Percent` as a sentence. */
export function spelledOut(name: string): string {
  return name.replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2').replaceAll(/(\d)([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}
