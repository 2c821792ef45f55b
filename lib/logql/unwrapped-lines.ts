import type { Unit } from '../core/unit';
import type { LogNode, Unwrap } from './node';

/** Lines of which one label is read as a number. What is left to do is to look at them over a range: `avgOverTime(lines, minutes(5))`. */
export class UnwrappedLines<U extends Unit, L extends string> {
  readonly node: LogNode;
  readonly unwrapped: Unwrap;
  declare readonly __unwrapped: { readonly unit: U; readonly labels: L };

  constructor(node: LogNode, unwrap: Unwrap) {
    this.node = node;
    this.unwrapped = Object.freeze(unwrap);
    Object.freeze(this);
  }
}
