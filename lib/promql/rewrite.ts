import type { Node, SelectorNode } from './node';

/** The same expression with every selector replaced. Parts without a changed selector are shared, not copied. */
export function mapSelectors(node: Node, replace: (selector: SelectorNode) => SelectorNode): Node {
  const inner = (child: Node): Node => mapSelectors(child, replace);
  switch (node.kind) {
    case 'number':
    case 'string':
      return node;
    case 'selector':
      return replace(node);
    case 'range': {
      const selector = replace(node.selector);
      return selector === node.selector ? node : { ...node, selector };
    }
    case 'subquery':
    case 'unary':
    case 'paren': {
      const expression = inner(node.expression);
      return expression === node.expression ? node : { ...node, expression };
    }
    case 'call': {
      const parts = node.arguments.map(inner);
      return parts.every((part, index) => part === node.arguments[index]) ? node : { ...node, arguments: parts };
    }
    case 'aggregate': {
      const expression = inner(node.expression);
      const parameter = node.parameter === undefined ? undefined : inner(node.parameter);
      if (expression === node.expression && parameter === node.parameter) return node;
      return { ...node, expression, ...(parameter === undefined ? {} : { parameter }) };
    }
    case 'binary': {
      const [left, right] = [inner(node.left), inner(node.right)];
      return left === node.left && right === node.right ? node : { ...node, left, right };
    }
  }
}
