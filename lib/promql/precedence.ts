import type { BinaryOperator } from './node';

/** Binding strength, weakest first. Source: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence */
export function strength(operator: BinaryOperator): number {
  switch (operator) {
    case 'or':
      return 1;
    case 'and':
    case 'unless':
      return 2;
    case '==':
    case '!=':
    case '>':
    case '<':
    case '>=':
    case '<=':
    case '</':
    case '>/':
      return 3;
    case '+':
    case '-':
      return 4;
    case '*':
    case '/':
    case '%':
    case 'atan2':
      return 5;
    case '^':
      return 6;
  }
}

/** A sign binds as a product does: `-1 ^ 2` is `-(1 ^ 2)`. */
export const signStrength = 5;
