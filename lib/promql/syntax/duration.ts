import type { Duration } from '../../core/duration';
import { milliseconds } from '../../core/duration';
import type { CalculatedDuration, Span } from '../node';
import { signStrength, strength } from '../precedence';
import type { BelfryError } from '../../core/problem';
import { tooLong, type TokenStream } from './token-stream';

/** A duration as it is read: seconds where the text alone decides them, else only how it is calculated. */
interface Formula {
  readonly text: string;
  /** The text without parentheses around the whole. */
  readonly bare: string;
  readonly seconds: number | undefined;
  /** Just a number or a duration, perhaps with signs. Prometheus keeps these to the nanosecond and all others to the millisecond. */
  readonly isLiteral: boolean;
}

/** Nobody nests durations; the limit keeps a hostile text from exhausting the stack. */
const deepestFormula = 100;

/** Go's `time.Duration` holds 63 bits of nanoseconds. */
const longestSeconds = 2 ** 63 / 1e9;

/** A range or a step, which must be longer than nothing. */
export function parsePositiveDuration(stream: TokenStream): Duration | CalculatedDuration {
  const { from } = stream.token;
  const formula = new Calculator(stream).formula(0);
  const span = { from, to: stream.end };
  if (formula.seconds === undefined) return { calculation: formula.bare };
  if (formula.seconds <= 0) throw stream.fault('this duration must be greater than zero', span, { fix: 'write a duration such as 5m' });
  const duration = cut(formula);
  if (duration.milliseconds > 0) return duration;
  // Prometheus parses it and then looks at no time at all.
  throw stream.fault('Prometheus resolves no finer than a millisecond, so this duration is zero', span, { fix: 'write a duration of at least 1ms' });
}

/** The duration after `offset`; undefined for one that Prometheus takes for no offset at all. */
export function parseOffsetDuration(stream: TokenStream): Duration | CalculatedDuration | undefined {
  const formula = new Calculator(stream).offset();
  if (formula.seconds === undefined) return { calculation: formula.bare };
  return formula.isLiteral && formula.seconds === 0 ? undefined : cut(formula);
}

/** Cut to milliseconds, not rounded, as the engine does. Sources: `durationMilliseconds` in promql/engine.go, `calculateDuration` in promql/durations.go. */
function cut({ seconds = 0, isLiteral }: Formula): Duration {
  return milliseconds(Math.trunc(isLiteral ? Math.round(Math.abs(seconds) * 1e9) / 1e6 : Math.abs(seconds) * 1000) * Math.sign(seconds));
}

type DurationOperator = '+' | '-' | '*' | '/' | '%' | '^';

const functions: ReadonlySet<string> = new Set(['step', 'range', 'min_of', 'max_of']);

/** Source: `duration_expr` and `offset_duration_expr` in promql/parser/generated_parser.y. */
class Calculator {
  readonly #stream: TokenStream;
  #depth = 0;
  /** Whether operators after an offset belong to the duration. */
  #goesOn = false;

  constructor(stream: TokenStream) {
    this.#stream = stream;
  }

  /**
   * What `offset` takes: one number, call or pair of parentheses, with a sign before it or without. An operator behind
   * it belongs to the series. Only after unsigned parentheses, or two signs, Prometheus goes on calculating.
   */
  offset(): Formula {
    const stream = this.#stream;
    this.#goesOn = stream.is('(');
    if (this.#goesOn) return this.formula(0);
    const { from } = stream.token;
    const sign = this.#takeSign();
    if (sign === undefined) return this.#primary();
    this.#goesOn = stream.is('+') || stream.is('-');
    return this.#goesOn ? this.#joined(this.#signed(sign), 0, from) : this.#negatedIf(sign, this.#primary());
  }

  formula(weakest: number): Formula {
    this.#depth += 1;
    if (this.#depth > deepestFormula) throw this.#stream.fault(`this duration is more than ${deepestFormula} levels deep`, this.#stream.token, { fix: 'write the result' });
    const { from } = this.#stream.token;
    const sign = this.#takeSign();
    const formula = this.#joined(sign === undefined ? this.#primary() : this.#signed(sign), weakest, from);
    this.#depth -= 1;
    return formula;
  }

  #takeSign(): '+' | '-' | undefined {
    const { kind } = this.#stream.token;
    if (kind !== '+' && kind !== '-') return undefined;
    this.#stream.take();
    return kind;
  }

  #signed(sign: '+' | '-'): Formula {
    return this.#negatedIf(sign, this.formula(signStrength + 1));
  }

  #negatedIf(sign: '+' | '-', formula: Formula): Formula {
    const { text, seconds, isLiteral } = formula;
    return sign === '+' ? formula : formulaOf(`-${text}`, seconds === undefined ? undefined : -seconds, isLiteral);
  }

  /** What begins at `from` with `first`, and goes on as long as operators bind at least as strongly as `weakest`. */
  #joined(first: Formula, weakest: number, from: number): Formula {
    let left = first;
    for (let operator = this.#operator(); operator !== undefined && strength(operator) >= weakest; operator = this.#operator()) {
      this.#stream.take();
      const right = this.formula(operator === '^' ? strength(operator) : strength(operator) + 1);
      const seconds = left.seconds === undefined || right.seconds === undefined ? undefined : calculate(left.seconds, operator, right.seconds);
      if (right.seconds === 0 && (operator === '/' || operator === '%')) throw this.#stream.fault('a duration is divided by zero', { from, to: this.#stream.end });
      this.#requirePossible(seconds, { from, to: this.#stream.end });
      left = formulaOf(`${left.text} ${operator} ${right.text}`, seconds);
    }
    return left;
  }

  #operator(): DurationOperator | undefined {
    const { kind } = this.#stream.token;
    return kind === '+' || kind === '-' || kind === '*' || kind === '/' || kind === '%' || kind === '^' ? kind : undefined;
  }

  #primary(): Formula {
    const stream = this.#stream;
    if (stream.is('number') || stream.is('duration')) return this.#literal();
    if (functions.has(stream.keyword)) return this.#call(stream.keyword);
    if (!stream.is('(')) throw this.#expected();
    const opening = stream.take();
    const inner = this.formula(0);
    stream.close(')', opening, 'an operator or ');
    return { ...inner, text: `(${inner.bare})`, isLiteral: false };
  }

  #expected(): BelfryError {
    // Here stands an operator behind a whole offset, which everybody reads as one of the series.
    const advice = this.#goesOn && this.#depth === 2 ? { fix: 'the operator before it still calculates the offset: put the selector in parentheses, (metric offset (1h / 2)) + other' } : {};
    return this.#stream.unexpected('expected a duration such as 5m, step(), range(), min_of(...) or max_of(...)', advice);
  }

  #literal(): Formula {
    const token = this.#stream.take();
    const seconds = this.#stream.valueOf(token);
    this.#requirePossible(seconds, token);
    return formulaOf(this.#stream.textOf(token), seconds, true);
  }

  #requirePossible(seconds: number | undefined, span: Span): void {
    if (seconds === undefined || Math.abs(seconds) <= longestSeconds) return;
    throw Number.isNaN(seconds) ? this.#stream.fault('a duration must be a number', span, { fix: 'write a duration such as 5m' }) : tooLong(this.#stream.text, span);
  }

  #call(name: string): Formula {
    const stream = this.#stream;
    stream.take();
    if (!stream.is('(')) throw stream.unexpected(`expected '(' after '${name}'`, { fix: `write ${name}()` });
    const opening = stream.take();
    if (name === 'step' || name === 'range') {
      stream.close(')', opening);
      return formulaOf(`${name}()`, undefined);
    }
    const left = this.formula(0);
    if (stream.takeIf(',') === undefined) throw stream.unexpected(`expected ',' and the second duration of ${name}`);
    const right = this.formula(0);
    stream.close(')', opening);
    const choose = name === 'min_of' ? Math.min : Math.max;
    const seconds = left.seconds === undefined || right.seconds === undefined ? undefined : choose(left.seconds, right.seconds);
    return formulaOf(`${name}(${left.bare}, ${right.bare})`, seconds);
  }
}

function formulaOf(text: string, seconds: number | undefined, isLiteral = false): Formula {
  return { text, bare: text, seconds, isLiteral };
}

function calculate(left: number, operator: DurationOperator, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
  }
}
