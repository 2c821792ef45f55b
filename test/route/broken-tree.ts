import fc from 'fast-check';
import { treeQuestion } from './random-tree';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What people write by mistake into a field of any kind. */
const strange: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  '', 'chta', '5', '0s', '-5m', '5', '1.5h', '1m1h', '90', 'Europe/Kiew', 'europe/kyiv', 'EST', 'Local', '24:00', '24:01', '9:00', 'monday:sunday', 'sat', '31:1', '-1:5', '0', '32', '13',
  'february:january', '2025:2024', '...', 'a b', 'läbel', 'severity', 'severity=', '=x', '{a=b', 'a=~(', 'a="b', 'yes', null, true, 0, 7, 1.5, [], ['...'], ['a', 'a'], [''], [null], [[]], {}, { a: 'b' }, { a: 1 }, { 'a-b': 'c' }, { a: '(' }, { a: null },
);

/** A configuration with one thing in it replaced, removed, doubled or renamed. */
export const brokenConfig: fc.Arbitrary<string> = fc
  .record({ question: treeQuestion(0), where: fc.infiniteStream(fc.nat(1_000_000)), what: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'double', 'rename'), value: strange })
  .map(({ question, where, what, value }) => JSON.stringify(broken(JSON.parse(question.config) as Json, where, what, value)));

function broken(node: Json, where: Iterator<number>, what: string, value: Json): Json {
  const pick = (count: number): number => (where.next().value as number) % count;
  if (typeof node !== 'object' || node === null) return what === 'replace' ? value : node;
  if (isList(node)) {
    if (node.length === 0) return value;
    const at = pick(node.length);
    if (what !== 'replace' && pick(4) === 0) return what === 'double' ? [...node, node[at] ?? null] : node.filter((_, index) => index !== at);
    return node.map((item, index) => (index === at ? broken(item, where, what, value) : item));
  }
  const keys = Object.keys(node);
  const key = keys[pick(Math.max(1, keys.length))];
  if (key === undefined) return value;
  if (pick(5) === 0) {
    if (what === 'remove') return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key));
    if (what === 'rename') return Object.fromEntries(Object.entries(node).map(([name, content]) => [name === key ? `${name}x` : name, content]));
    if (what === 'replace') return { ...node, [key]: value };
  }
  return { ...node, [key]: broken(node[key] ?? null, where, what, value) };
}

function isList(node: Json): node is readonly Json[] {
  return Array.isArray(node);
}
