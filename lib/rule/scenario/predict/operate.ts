import { calculated } from '../../../promql/arithmetic';
import type { ArithmeticOperator, BinaryNode, ComparisonOperator, TrimOperator } from '../../../promql/node';
import { isComparison, isSetOperator, isTrim } from '../../../promql/node';
import type { Sample, Value } from './sample';
import { Unpredictable, matchKey, only, without } from './sample';

/** What a binary operator makes of its two sides. */
export function operate(node: BinaryNode, left: Value, right: Value): Value {
  const { operator } = node;
  if (isSetOperator(operator)) return { samples: combineSets(node, left, right) };
  if ('scalar' in left && 'scalar' in right) return { scalar: scalars(node, left.scalar, right.scalar) };
  const pairs = 'scalar' in left ? pairsWith(left.scalar, right) : 'scalar' in right ? left.samples.map((sample) => ({ labels: sample.labels, a: sample.value, b: right.scalar, kept: sample.value })) : matched(node, left.samples, right.samples);
  if (!isComparison(operator)) return { samples: pairs.map(({ labels, a, b }) => ({ labels: without(labels, ['__name__']), value: ofNumbers(operator, a, b) })) };
  if (node.bool === true) return { samples: pairs.map(({ labels, a, b }) => ({ labels: without(labels, ['__name__']), value: compares(operator, a, b) ? 1 : 0 })) };
  return { samples: pairs.filter(({ a, b }) => compares(operator, a, b)).map(({ labels, kept }) => ({ labels, value: kept })) };
}

interface Pair {
  readonly labels: Readonly<Record<string, string>>;
  readonly a: number;
  readonly b: number;
  /** What a comparison lets through: the vector's side. */
  readonly kept: number;
}

function pairsWith(scalar: number, right: Value): readonly Pair[] {
  return ('scalar' in right ? [] : right.samples).map(({ labels, value }) => ({ labels, a: scalar, b: value, kept: value }));
}

/** Each pair of samples that the operator sees. */
export function matched({ matching, operator }: BinaryNode, left: readonly Sample[], right: readonly Sample[]): readonly Pair[] {
  const bare = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> => without(labels, ['__name__']);
  const oneIsLeft = matching?.group?.side === 'right';
  const [many, one] = oneIsLeft ? [right, left] : [left, right];
  const partners = new Map(one.map((sample) => [matchKey(bare(sample.labels), matching), sample]));
  return many.flatMap((sample) => {
    const partner = partners.get(matchKey(bare(sample.labels), matching));
    if (partner === undefined) return [];
    const [a, b] = oneIsLeft ? [partner.value, sample.value] : [sample.value, partner.value];
    const own = bare(sample.labels);
    const labels = matching?.group !== undefined ? { ...own, ...only(partner.labels, matching.group.include) } : matching === undefined || isComparison(operator) ? own : matching.mode === 'on' ? only(own, matching.labels) : without(own, matching.labels);
    return [{ labels, a, b, kept: a }];
  });
}

function combineSets({ operator, matching }: BinaryNode, left: Value, right: Value): readonly Sample[] {
  if ('scalar' in left || 'scalar' in right) throw new Unpredictable('a set of numbers');
  const key = ({ labels }: Sample): string => matchKey(without(labels, ['__name__']), matching);
  const [leftKeys, rightKeys] = [new Set(left.samples.map(key)), new Set(right.samples.map(key))];
  if (operator === 'and') return left.samples.filter((sample) => rightKeys.has(key(sample)));
  if (operator === 'unless') return left.samples.filter((sample) => !rightKeys.has(key(sample)));
  return [...left.samples, ...right.samples.filter((sample) => !leftKeys.has(key(sample)))];
}

function scalars({ operator }: BinaryNode, a: number, b: number): number {
  if (isSetOperator(operator)) throw new Unpredictable('a set of numbers');
  return isComparison(operator) ? (compares(operator, a, b) ? 1 : 0) : ofNumbers(operator, a, b);
}

function ofNumbers(operator: ArithmeticOperator | TrimOperator, a: number, b: number): number {
  if (isTrim(operator)) throw new Unpredictable(operator);
  return calculated(operator, a, b);
}

export function compares(operator: ComparisonOperator, a: number, b: number): boolean {
  switch (operator) {
    case '>':
      return a > b;
    case '<':
      return a < b;
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}
