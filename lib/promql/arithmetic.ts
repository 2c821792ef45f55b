import type { Unit } from '../core/unit';
import { differenceUnit, namedUnit, productUnit, quotientUnit, remainderUnit, sumUnit } from '../core/unit';
import type { ArithmeticOperator } from './node';

/** What an operator makes of two numbers, as Go's floating point does: `%` keeps the sign of its left side. */
export function calculated(operator: ArithmeticOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a ** b;
    case 'atan2':
      return Math.atan2(a, b);
  }
}

/** The unit of the result; undefined where one side has none, or where the sides have no result in common. */
export function arithmeticUnit(operator: ArithmeticOperator, a: Unit | undefined, b: Unit | undefined): Unit | undefined {
  if (operator === 'atan2') return 'radians';
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '+':
      return sumUnit(a, b);
    case '-':
      return differenceUnit(a, b);
    case '*':
      return productUnit(a, b);
    case '/':
      return quotientUnit(a, b);
    case '%':
      return remainderUnit(a, b);
    case '^':
      return b === 'ratio' ? namedUnit('power', a) : undefined;
  }
}
