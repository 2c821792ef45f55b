import type { Node, SelectorNode } from '../../promql/node';
import { walk } from '../../promql/node';

/** Whether a value can be exactly a number: read, counted or compared, not divided or extrapolated. */
export function isDiscrete(value: Node): boolean {
  return [...walk(value)].every((node) => {
    switch (node.kind) {
      case 'selector':
        return !isRecordedShare(node);
      case 'number':
      case 'paren':
      case 'string':
      case 'range':
        return true;
      case 'aggregate':
        return node.operator === 'min' || node.operator === 'max' || node.operator === 'sum' || node.operator === 'count' || node.operator === 'group';
      case 'call':
        return readingFunctions.has(node.name);
      case 'binary':
        return node.operator === 'or' || node.operator === 'and' || node.operator === 'unless';
      case 'unary':
      case 'subquery':
        return false;
    }
  });
}

const readingFunctions: ReadonlySet<string> = new Set(['min_over_time', 'max_over_time', 'last_over_time', 'vector', 'absent', 'changes', 'resets', 'count_over_time']);

/** A recorded share or rate is calculated like one that stands in the expression itself. */
function isRecordedShare({ declaration }: SelectorNode): boolean {
  return declaration?.jobs.length === 0 && (declaration.unit === 'ratio' || declaration.unit.endsWith('/s'));
}
