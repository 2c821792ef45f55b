import type { LogqlBinaryOperator } from './node';

/** Binding strength, weakest first. Source: the operators' declarations in pkg/logql/syntax/syntax.y. */
export function binaryStrength(operator: LogqlBinaryOperator): number {
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
      return 3;
    case '+':
    case '-':
      return 4;
    case '*':
    case '/':
    case '%':
      return 5;
    case '^':
      return 6;
  }
}

export function isComparison(operator: LogqlBinaryOperator): operator is '==' | '!=' | '>' | '<' | '>=' | '<=' {
  return binaryStrength(operator) === 3;
}

export function isSetOperator(operator: LogqlBinaryOperator): operator is 'and' | 'or' | 'unless' {
  return operator === 'and' || operator === 'or' || operator === 'unless';
}
