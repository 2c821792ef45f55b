import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resolve } from 'node:path';
import ts from 'typescript';
import type { Unit } from '../../lib/core/unit';
import * as unit from '../../lib/core/unit';

describe('the algebra of units', () => {
  it.each([
    ['bytes', 'bytes/s'],
    ['seconds', 'ratio'],
    ['timestamp', 'ratio'],
    ['USD per jobs', 'USD per jobs/s'],
  ])('%s per second is %s', (of, expected) => {
    expect(unit.perSecondUnit(of)).toBe(expected);
  });

  it.each([
    ['errors', 'errors', 'ratio'],
    ['bytes', 'ratio', 'bytes'],
    ['bytes', 'bytes/s', 'seconds'],
    ['bytes', 'seconds', 'bytes/s'],
    ['errors/s', 'requests/s', 'errors per requests'],
    ['requests/s', 'requests/s', 'ratio'],
    ['USD', 'jobs', 'USD per jobs'],
    ['USD', 'USD per jobs', 'jobs'],
    ['orders times seconds', 'seconds', 'orders'],
    ['orders times seconds', 'orders', 'seconds'],
    ['ratio', 'requests/s', 'seconds per requests'],
  ])('%s / %s is %s', (a, b, expected) => {
    expect(unit.quotientUnit(a, b)).toBe(expected);
  });

  it.each([
    ['ratio', 'bytes', 'bytes'],
    ['bytes', 'ratio', 'bytes'],
    ['bytes/s', 'seconds', 'bytes'],
    ['seconds', 'bytes/s', 'bytes'],
    ['USD per jobs', 'jobs', 'USD'],
    ['jobs', 'USD per jobs', 'USD'],
    ['bytes', 'seconds', 'bytes times seconds'],
  ])('%s * %s is %s', (a, b, expected) => {
    expect(unit.productUnit(a, b)).toBe(expected);
  });

  it.each([
    ['bytes', 'bytes', 'bytes', 'bytes', 'bytes'],
    ['timestamp', 'timestamp', undefined, 'seconds', undefined],
    ['timestamp', 'seconds', 'timestamp', 'timestamp', 'seconds'],
    ['seconds', 'timestamp', 'timestamp', undefined, undefined],
    ['bytes', 'seconds', undefined, undefined, undefined],
    ['ratio', 'seconds', undefined, undefined, undefined],
  ])('%s and %s: sum %s, difference %s, remainder %s', (a, b, sum, difference, remainder) => {
    expect([unit.sumUnit(a, b), unit.differenceUnit(a, b), unit.remainderUnit(a, b)]).toEqual([sum, difference, remainder]);
  });

  it.each([
    ['ratio', 'ratio', 'ratio'],
    ['seconds times seconds', 'seconds', 'seconds times seconds times seconds times seconds'],
    ['bytes', 'sqrt of bytes', 'bytes times bytes'],
    ['timestamp', 'sqrt of timestamp', 'seconds times seconds'],
  ])('%s: square root %s, variance %s', (of, root, variance) => {
    expect([unit.squareRootUnit(of), unit.varianceUnit(of)]).toEqual([root, variance]);
  });

  it('keeps the two units of a histogram apart', () => {
    const durations = unit.distributionUnit('seconds', 'requests/s');
    expect(durations).toBe('seconds among requests/s');
    expect([unit.observedUnit(durations), unit.countedUnit(durations)]).toEqual(['seconds', 'requests/s']);
    expect([unit.observedUnit('bytes'), unit.countedUnit('bytes')]).toEqual(['bytes', 'bytes']);
  });
});

/** An operation as a type and as a function. */
interface Operation {
  readonly type: string;
  readonly of: (a: Unit, b: Unit) => Unit | undefined;
}

const operations: readonly Operation[] = [
  { type: 'Divide<A, B>', of: unit.quotientUnit },
  { type: 'Times<A, B>', of: unit.productUnit },
  { type: 'Sum<A, B>', of: unit.sumUnit },
  { type: 'Difference<A, B>', of: unit.differenceUnit },
  { type: 'Remainder<A, B>', of: unit.remainderUnit },
  { type: 'Distribution<A, B>', of: unit.distributionUnit },
  { type: 'PerSecond<A>', of: unit.perSecondUnit },
  { type: 'Variance<A>', of: unit.varianceUnit },
  { type: 'SquareRoot<A>', of: unit.squareRootUnit },
  { type: "Named<'ln', A>", of: (a) => unit.namedUnit('ln', a) },
  { type: 'Observed<A>', of: unit.observedUnit },
  { type: 'Counted<A>', of: unit.countedUnit },
];

const word = fc.constantFrom('bytes', 'seconds', 'timestamp', 'ratio', 'requests', 'USD');
const anyUnit = fc.letrec<{ unit: Unit }>((tie) => ({
  unit: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    tie('unit').map((of) => unit.perSecondUnit(of)),
    fc.tuple(tie('unit'), tie('unit')).map(([a, b]) => unit.quotientUnit(a, b)),
    fc.tuple(tie('unit'), tie('unit')).map(([a, b]) => unit.productUnit(a, b)),
    fc.tuple(word, word).map(([a, b]) => unit.distributionUnit(a, b)),
  ),
})).unit;

describe('types and values', () => {
  it('agree on what becomes of any two units', () => {
    const pairs = fc.sample(fc.tuple(anyUnit, anyUnit), { numRuns: 400, seed: 20 });
    const claims = pairs.flatMap(([a, b]) => operations.map(({ type, of }) => ({ a, b, type, result: of(a, b) })));
    expect(disagreements(claims)).toEqual([]);
  }, 60_000);

  it('would be caught disagreeing', () => {
    expect(disagreements([{ a: 'bytes', b: 'seconds', type: 'Divide<A, B>', result: 'bytes' }])).toHaveLength(1);
  }, 60_000);
});

interface Claim {
  readonly a: Unit;
  readonly b: Unit;
  readonly type: string;
  readonly result: Unit | undefined;
}

/** The compiler's objections to a program in which each claim is an assignment. */
function disagreements(claims: readonly Claim[]): string[] {
  const quoted = (text: string): string => JSON.stringify(text);
  const lines = claims.map(({ a, b, type, result }, index) => {
    const applied = type.replace(/\bA\b/, quoted(a)).replace(/\bB\b/, quoted(b));
    return `export const c${String(index)}: Same<${applied}, ${result === undefined ? 'never' : quoted(result)}> = true;`;
  });
  const names = [...new Set(claims.map(({ type }) => /^\w+/.exec(type)?.[0] ?? ''))].join(', ');
  const source = [`import type { ${names} } from './unit';`, 'type Same<X, Y> = [X, Y] extends [Y, X] ? true : false;', ...lines].join('\n');
  const path = resolve(__dirname, '../../lib/core/claims.ts');
  const options: ts.CompilerOptions = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node16, types: [], skipLibCheck: true };
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => (file === path ? ts.createSourceFile(file, source, version) : original(file, version, ...rest));
  const program = ts.createProgram([path], { ...options, module: ts.ModuleKind.Node16 }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start }) => `${ts.flattenDiagnosticMessageText(messageText, ' ')} ${source.slice(start).split('\n')[0] ?? ''}`);
}
