import { collect } from '../../../core/collect';
import type { Node } from '../../../promql/node';
import { unwrapped, walk } from '../../../promql/node';
import { print } from '../../../promql/print';
import type { RecordingSubject } from '../../model/subject';
import { check } from '../../check';
import { alertText, rules } from '../../example/example';

const recorded = '- record: route:http_requests:rate5m\n  expr: sum by (route) (rate(http_requests_total[5m]))';

export const computedAgain = check({
  id: 'record/computed-again',
  severity: 'info',
  title: 'a part of a rule that is recorded already',
  rationale: 'A recording rule has worked it out once for all. Whoever works it out again makes Prometheus read the same samples twice, and when one of the two is changed they disagree.',
  subject: 'rules',
  bad: rules(`${recorded}\n${alertText('max(sum by (route) (rate(http_requests_total[5m]))) > 100')}`),
  good: rules(`${recorded}\n${alertText('max(route:http_requests:rate5m) > 100')}`),
  *find({ rules: all, recordings }) {
    const known = new Map<string, RecordingSubject[]>();
    for (const rule of recordings) {
      const root = rule.expression === undefined ? undefined : unwrapped(rule.expression.root);
      // With labels of its own it is one of several series of its name.
      if (root !== undefined && isWork(root) && rule.labels.size === 0) collect(known, outline(root), rule);
    }
    for (const rule of all) {
      const { expression } = rule;
      if (expression === undefined || known.size === 0) continue;
      for (const node of walk(expression.root)) {
        // The whole of a recording is a second name for it, or a duplicate, which others report.
        if (!isWork(node) || (rule.kind === 'recording' && node === unwrapped(expression.root))) continue;
        const candidates = known.get(outline(node));
        const text = candidates === undefined ? '' : print(node);
        const same = candidates?.find((other) => other !== rule && other.expression !== undefined && print(unwrapped(other.expression.root)) === text);
        if (same !== undefined) yield { message: `it works out what ${same.name.value} holds`, rule, spot: expression.spot(node), fix: `read ${same.name.value}` };
      }
    }
  },
});

/** What is more than looking a series up. */
function isWork(node: Node): boolean {
  return node.kind === 'aggregate' || node.kind === 'binary' || node.kind === 'call';
}

/** Equal for nodes that may be equal, and quick: most nodes need no closer look. */
function outline(node: Node): string {
  const parts: string[] = [];
  for (let at: Node | undefined = node; at !== undefined && parts.length < 8; at = innerOf(at)) {
    if (at.kind !== 'paren') parts.push(at.kind === 'call' || at.kind === 'selector' ? `${at.kind} ${at.name ?? ''}` : at.kind === 'aggregate' || at.kind === 'binary' ? at.operator : at.kind);
  }
  return parts.join(' ');
}

/** The first thing in it. */
function innerOf(node: Node): Node | undefined {
  switch (node.kind) {
    case 'aggregate':
    case 'paren':
    case 'unary':
    case 'subquery':
      return node.expression;
    case 'binary':
      return node.left;
    case 'call':
      return node.arguments[0];
    case 'range':
      return node.selector;
    case 'number':
    case 'string':
    case 'selector':
      return undefined;
  }
}
