import type { Problem } from '../../core/problem';
import { oncePer } from '../../core/once-per';
import type { MetricDeclaration } from '../../metric/declaration';
import type { Node, SelectorNode } from '../../promql/node';
import { selectors } from '../../promql/node';
import { tryParsePromql } from '../../promql/parse';
import { print } from '../../promql/print';
import { mapSelectors } from '../../promql/rewrite';
import { Alert } from '../../rule/alert';
import type { Rule, RuleGroup } from '../../rule/group';
import type { GroupDraft, RuleDraft } from '../model/draft';
import type { Switch } from '../model/subject';
import type { Text } from '../model/text';
import { modelText } from '../model/text';

/** Typed rules as checks see them: printed and read again, so that findings can point into the text that ships. */
export function typedGroups(groups: readonly RuleGroup[], switchesOf: (rule: Rule) => readonly Switch[]): { readonly groups: readonly GroupDraft[]; readonly problems: readonly Problem[] } {
  const drafts = groups.map(({ name, interval, rules }): GroupDraft => {
    const subject = `group ${name}`;
    return {
      name: modelText(name, subject),
      interval: interval?.milliseconds,
      intervalText: undefined,
      file: undefined,
      switches: [],
      rules: rules.map((rule) => ({ ...read(rule).draft, switches: switchesOf(rule) })),
    };
  });
  return { groups: drafts, problems: groups.flatMap(({ rules }) => rules.flatMap((rule) => read(rule).problems)) };
}

interface ReadRule {
  readonly draft: Omit<RuleDraft, 'switches'>;
  readonly problems: readonly Problem[];
}

/** A rule as it was read, without what is switched off for it: environments share the stack's own. */
const read = oncePer((rule: Rule): ReadRule => {
  const problems: Problem[] = [];
  return { draft: ruleDraft(rule, problems), problems };
});

function ruleDraft(rule: Rule, problems: Problem[]): ReadRule['draft'] {
  const { subject, name, expression } = rule;
  const printed = print(expression);
  const shared = { name: modelText(name, subject), expressionText: modelText(printed, subject), root: readBack(printed, expression, subject, problems) };
  if (!(rule instanceof Alert)) return { kind: 'recording', ...shared, labels: texts(rule.fixedLabels, subject), annotations: new Map(), for: 0, forText: undefined, keepFiringFor: 0 };
  return {
    kind: 'alert',
    ...shared,
    labels: texts(rule.fixedLabels, subject),
    annotations: texts({ summary: rule.summary, description: rule.description, runbook_url: rule.runbook }, subject),
    for: rule.for.milliseconds,
    forText: rule.for.milliseconds === 0 ? undefined : modelText(String(rule.for.milliseconds), subject),
    keepFiringFor: rule.keepFiringFor?.milliseconds ?? 0,
    typed: rule,
  };
}

function texts(values: Readonly<Record<string, string>>, subject: string): ReadonlyMap<string, Text> {
  return new Map(Object.entries(values).map(([key, value]) => [key, modelText(value, subject)]));
}

/** What was printed must read as what was built; anything else is a mistake of the printer or the parser, and is said aloud. */
function readBack(printed: string, built: Node, subject: string, problems: Problem[]): Node | undefined {
  const result = tryParsePromql(printed);
  if ('problem' in result) {
    problems.push({ ...result.problem, place: { ...result.problem.place, subject } });
    return undefined;
  }
  if (print(result.node) !== printed) {
    problems.push({ check: 'promql/round-trip', severity: 'error', message: `the expression reads back as ${print(result.node)}`, place: { subject, excerpt: { text: printed, from: 0, to: printed.length } }, fix: 'report this: what is printed must mean what was built' });
  }
  return withDeclarations(result.node, built);
}

function withDeclarations(parsed: Node, built: Node): Node {
  const declarations = selectors(built).map(({ declaration }) => declaration);
  const found = new Map<SelectorNode, MetricDeclaration>();
  for (const [index, selector] of selectors(parsed).entries()) {
    const declaration = declarations[index];
    if (declaration !== undefined) found.set(selector, declaration);
  }
  return mapSelectors(parsed, (selector) => {
    const declaration = found.get(selector);
    return declaration === undefined ? selector : { ...selector, declaration };
  });
}
