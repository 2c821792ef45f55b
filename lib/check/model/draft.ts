import { collect } from '../../core/collect';
import type { Alert } from '../../rule/alert';
import { inferLogql } from '../../logql/infer';
import type { LogqlNode } from '../../logql/node';
import type { Node } from '../../promql/node';
import { selectors } from '../../promql/node';
import { Expression } from '../analysis/expression';
import type { Facts } from '../analysis/facts';
import { vectorFacts } from '../analysis/facts';
import { LogqlQuery } from '../analysis/logql-query';
import { hull } from '../analysis/interval';
import { either } from '../../promql/shape';
import type { KnownMetrics } from './known-metrics';
import { RuleSet } from './rule-set';
import type { GroupSubject, RuleSubject, Switch } from './subject';
import type { Text } from './text';

/** A rule as it was read, before anything was worked out. */
export interface RuleDraft {
  readonly kind: 'alert' | 'recording';
  readonly name: Text;
  readonly expressionText: Text;
  readonly root: Node | undefined;
  /** The query of a rule of Loki's ruler, which has no `root`. */
  readonly logql?: LogqlNode;
  readonly labels: ReadonlyMap<string, Text>;
  readonly annotations: ReadonlyMap<string, Text>;
  readonly for: number;
  readonly forText: Text | undefined;
  readonly keepFiringFor: number;
  readonly switches: readonly Switch[];
  readonly typed?: Alert;
}

export interface GroupDraft {
  readonly name: Text;
  readonly interval: number | undefined;
  readonly intervalText: Text | undefined;
  readonly file: string | undefined;
  readonly rules: readonly RuleDraft[];
  readonly switches: readonly Switch[];
}

/** Works out every expression, recorded series first, in whatever order the rules stand. */
export function ruleSetOf(groups: readonly GroupDraft[], known: KnownMetrics): RuleSet {
  const intervalOf = new Map<RuleDraft, number>();
  for (const group of groups) for (const rule of group.rules) intervalOf.set(rule, group.interval ?? known.defaults.evaluationInterval.milliseconds);
  const drafts = [...intervalOf.keys()];
  const expressions = new Map<RuleDraft, Expression>();
  const analyse = (draft: RuleDraft): void => {
    if (draft.logql !== undefined && draft.kind === 'recording') addRecordedLogs(known, draft, draft.logql, intervalOf.get(draft) ?? 0);
    if (draft.root === undefined) return;
    const expression = new Expression({ text: draft.expressionText, root: draft.root, purpose: draft.kind, known, interval: intervalOf.get(draft) ?? 0 });
    expressions.set(draft, expression);
    if (draft.kind === 'recording') addRecorded(known, draft, expression.result, expression.interval);
  };
  for (const draft of dependenciesFirst(drafts.filter(({ kind }) => kind === 'recording'))) analyse(draft);
  for (const draft of drafts) if (draft.kind === 'alert') analyse(draft);
  return new RuleSet(groups.map((group) => groupSubject(group, known, expressions)));
}

function groupSubject(draft: GroupDraft, known: KnownMetrics, expressions: ReadonlyMap<RuleDraft, Expression>): GroupSubject {
  const rules: RuleSubject[] = [];
  const group: GroupSubject = {
    name: draft.name,
    subject: `group ${draft.name.value}`,
    interval: draft.interval ?? known.defaults.evaluationInterval.milliseconds,
    intervalText: draft.intervalText,
    file: draft.file,
    rules,
    switches: draft.switches,
  };
  for (const [index, rule] of draft.rules.entries()) rules.push(ruleSubject(rule, group, index, expressions.get(rule), logqlQuery(rule, group.interval, known)));
  return group;
}

function ruleSubject(draft: RuleDraft, group: GroupSubject, index: number, expression: Expression | undefined, logql: LogqlQuery | undefined): RuleSubject {
  const { name, expressionText, labels, switches, annotations, forText, keepFiringFor, typed } = draft;
  const shared = { name, expressionText, expression, logql, labels, switches, group, index };
  if (draft.kind === 'recording') return { kind: 'recording', ...shared, subject: `record ${name.value}` };
  return { kind: 'alert', ...shared, subject: `alert ${name.value}`, annotations, for: draft.for, forText, keepFiringFor, ...(typed === undefined ? {} : { typed }) };
}

function logqlQuery({ kind, logql, expressionText }: RuleDraft, interval: number, { installation }: KnownMetrics): LogqlQuery | undefined {
  return logql === undefined ? undefined : new LogqlQuery({ text: expressionText, root: logql, purpose: kind, interval, streams: installation.streams });
}

/** What a rule of Loki's ruler writes to Prometheus: a gauge with the labels of its query. */
function addRecordedLogs(known: KnownMetrics, draft: RuleDraft, query: LogqlNode, every: number): void {
  const shape = inferLogql(query, known.installation.streams);
  if (shape.kind === 'instant') addRecorded(known, draft, vectorFacts({ sample: 'gauge', unit: shape.unit, labels: shape.labels }), every);
}

/** Several rules may record one series with different labels: what is known of it then is what they have in common. */
function addRecorded(known: KnownMetrics, { name, labels }: RuleDraft, result: Facts, every: number): void {
  const own = new Map(result.labels.known);
  for (const [label, { value }] of labels) {
    if (value === '') own.delete(label);
    else own.set(label, { values: [value], isOptional: false });
  }
  const facts = vectorFacts({ ...result, constant: undefined, kind: 'instant', sample: result.sample ?? (result.kind === 'scalar' ? 'gauge' : undefined), labels: { known: own, hasOthers: result.labels.hasOthers } });
  const before = known.recorded(name.value);
  known.addRecorded(name.value, before === undefined ? facts : inCommon(before, facts), every);
}

function inCommon(a: Facts, b: Facts): Facts {
  return vectorFacts({
    sample: a.sample === b.sample ? a.sample : undefined,
    unit: a.unit === b.unit ? a.unit : undefined,
    scale: a.scale,
    values: hull(a.values, b.values),
    labels: either(a.labels, b.labels),
    share: a.share === b.share ? a.share : undefined,
    isCondition: a.isCondition && b.isCondition,
    isGuess: a.isGuess || b.isGuess,
    isLifetime: a.isLifetime && b.isLifetime,
    buckets: a.buckets?.join() === b.buckets?.join() ? a.buckets : undefined,
  });
}

/**
 * Recording rules in an order in which each stands after those it reads; rules that read each other in a circle come in
 * the order they were given. Iterative, because a chain may be as long as the file.
 */
function dependenciesFirst(recordings: readonly RuleDraft[]): readonly RuleDraft[] {
  const byName = new Map<string, RuleDraft[]>();
  for (const draft of recordings) collect(byName, draft.name.value, draft);
  const ordered: RuleDraft[] = [];
  const seen = new Set<RuleDraft>();
  for (const start of recordings) {
    const pending: { readonly draft: RuleDraft; readonly isDone: boolean }[] = [{ draft: start, isDone: false }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.isDone) ordered.push(next.draft);
      if (next.isDone || seen.has(next.draft)) continue;
      seen.add(next.draft);
      pending.push({ draft: next.draft, isDone: true });
      for (const name of readNames(next.draft)) for (const dependency of byName.get(name) ?? []) if (!seen.has(dependency)) pending.push({ draft: dependency, isDone: false });
    }
  }
  return ordered;
}

function readNames({ root }: RuleDraft): readonly string[] {
  return root === undefined ? [] : selectors(root).flatMap(({ name }) => (name === undefined ? [] : [name]));
}
