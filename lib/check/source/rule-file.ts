import { isMap, isScalar, isSeq } from 'yaml';
import { parseDuration } from '../../core/duration';
import { didYouMean } from '../../core/names';
import type { Problem, Severity } from '../../core/problem';
import { tryParseLogql } from '../../logql/parse';
import { tryParsePromql } from '../../promql/parse';
import type { GroupDraft, RuleDraft } from '../model/draft';
import type { Text } from '../model/text';
import { isLogql } from './logql-text';
import { switchesOfGroup, switchesOfRule } from './switches';
import type { AnyNode, Entry, MapNode } from './yaml-file';
import type { YamlFile } from './yaml-file';

/** What was read, with everything in it that Prometheus would refuse. */
export interface RuleFileContent {
  readonly groups: readonly GroupDraft[];
  readonly problems: readonly FileProblem[];
}

/** A problem of the file's form, with the rule that it is in. */
export interface FileProblem extends Problem {
  readonly rule?: string;
}

/** Source: `RuleGroup` and `Rule` in model/rulefmt/rulefmt.go of Prometheus. */
const groupFields = ['name', 'interval', 'query_offset', 'limit', 'rules', 'labels'];
const ruleFields = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/** Fields that other programs add to rule files, and Prometheus refuses. */
const thanosFields: ReadonlySet<string> = new Set(['partial_response_strategy', 'source_tenants']);

/** What the rules of a file are written in: PromQL for Prometheus, LogQL for Loki's ruler. */
export type RuleLanguage = 'promql' | 'logql';

/**
 * Reads the groups of a rule file; `list` is the value of its key `groups`. Without a word about its language, a file is
 * Loki's when it holds an expression that is no PromQL and is LogQL: a ruler reads its whole file in one language.
 */
export function readGroups(file: YamlFile, list: AnyNode, language?: RuleLanguage): RuleFileContent {
  const content = new RuleFileReader(file, language ?? 'promql').read(list);
  const isLoki = language === undefined && content.groups.some(({ rules }) => rules.some(({ root, expressionText }) => root === undefined && isLogql(expressionText.value)));
  return isLoki ? new RuleFileReader(file, 'logql').read(list) : content;
}

class RuleFileReader {
  readonly #file: YamlFile;
  readonly #language: RuleLanguage;
  readonly #problems: FileProblem[] = [];

  constructor(file: YamlFile, language: RuleLanguage) {
    this.#file = file;
    this.#language = language;
  }

  read(list: AnyNode): RuleFileContent {
    const groups: GroupDraft[] = [];
    const node = this.#file.resolved(list);
    if (node !== undefined && !isSeq(node)) this.#report('rule-file/form', "'groups' must be a list", node, 'write a list: groups: [{name: ..., rules: [...]}]');
    for (const item of isSeq(node) ? node.items : []) {
      const map = this.#file.resolved(item);
      if (isMap(map)) groups.push(this.#group(map));
      else this.#report('rule-file/form', 'a group must be a map with a name and rules', item, 'write name: ... and rules: ...');
    }
    return { groups, problems: this.#problems };
  }

  #group(map: MapNode): GroupDraft {
    const fields = this.#file.entries(map);
    this.#unknownFields(fields, groupFields, 'a group', undefined);
    const name = this.#text(fields.get('name')) ?? this.#emptyText(map);
    if (name.value === '') this.#report('rule-file/form', 'a group needs a name', map, 'write name: ...');
    const intervalText = this.#text(fields.get('interval'));
    const groupLabels = this.#texts(fields.get('labels'), 'labels', undefined);
    const rules: RuleDraft[] = [];
    const list = this.#file.resolved(fields.get('rules')?.value);
    if (list !== undefined && !isSeq(list)) this.#report('rule-file/form', "'rules' must be a list", list, 'begin each rule with a hyphen');
    for (const item of isSeq(list) ? list.items : []) {
      const rule = this.#file.resolved(item);
      if (isMap(rule)) this.#rule(rule, groupLabels, rules);
      else this.#report('rule-file/form', 'a rule must be a map with alert or record, and expr', item, 'write alert: ..., expr: ...');
    }
    return { name, interval: this.#duration(intervalText, 'interval', undefined), intervalText, file: this.#file.file, rules, switches: switchesOfGroup(this.#file, map, fields.get('rules')?.value) };
  }

  #rule(map: MapNode, groupLabels: ReadonlyMap<string, Text>, rules: RuleDraft[]): void {
    const fields = this.#file.entries(map);
    const [alert, record] = [this.#text(fields.get('alert')), this.#text(fields.get('record'))];
    const name = alert ?? record;
    this.#unknownFields(fields, ruleFields, 'a rule', name?.value);
    if (name === undefined || name.value === '') {
      this.#report('rule-file/form', 'a rule needs a name: alert or record', map, 'write alert: Name, or record: level:metric:operations');
      return;
    }
    if (alert !== undefined && record !== undefined) this.#report('rule-file/form', 'a rule is an alert or a recording rule, not both', fields.get('record')?.key, 'make two rules of it', name.value);
    const kind = alert === undefined ? 'recording' : 'alert';
    if (kind === 'recording' && /[{}]/.test(name.value)) this.#report('rule-file/form', 'the name of a recording holds braces', fields.get('record')?.value, 'write the name alone, and labels below it', name.value);
    const expressionText = this.#text(fields.get('expr'));
    if (expressionText === undefined || expressionText.value.trim() === '') {
      this.#report('rule-file/form', 'a rule needs an expression', fields.get('expr')?.key ?? map, 'write expr: ...', name.value);
      return;
    }
    if (kind === 'recording') for (const field of ['for', 'keep_firing_for', 'annotations']) if (fields.has(field)) this.#report('rule-file/form', `'${field}' belongs to alerts`, fields.get(field)?.key, 'remove it', name.value);
    const forText = this.#text(fields.get('for'));
    rules.push({
      kind,
      name,
      expressionText,
      ...this.#expression(expressionText, name.value),
      labels: new Map([...groupLabels, ...this.#texts(fields.get('labels'), 'labels', name.value)]),
      annotations: this.#texts(fields.get('annotations'), 'annotations', name.value),
      for: this.#duration(forText, 'for', name.value) ?? 0,
      forText,
      keepFiringFor: this.#duration(this.#text(fields.get('keep_firing_for')), 'keep_firing_for', name.value) ?? 0,
      switches: switchesOfRule(this.#file, map, fields.get('expr')?.value),
    });
  }

  #expression(text: Text, rule: string): Pick<RuleDraft, 'root' | 'logql'> {
    if (this.#language === 'promql') {
      const result = tryParsePromql(text.value);
      if ('node' in result) return { root: result.node };
      this.#broken(text, rule, result.problem);
      return { root: undefined };
    }
    const result = tryParseLogql(text.value);
    if ('node' in result) return { root: undefined, logql: result.node };
    this.#broken(text, rule, result.problem);
    return { root: undefined };
  }

  #broken(text: Text, rule: string, problem: Problem): void {
    const { excerpt } = problem.place;
    this.#problems.push({ ...problem, place: text.place(excerpt === undefined ? undefined : { from: Math.min(excerpt.from, Math.max(0, text.value.length - 1)), to: excerpt.to }), rule });
  }

  #texts(entry: Entry | undefined, what: string, rule: string | undefined): ReadonlyMap<string, Text> {
    const node = this.#file.resolved(entry?.value);
    if (node === undefined) return new Map();
    if (!isMap(node)) {
      this.#report('rule-file/form', `'${what}' must be a map of texts`, node, 'write key: text', rule);
      return new Map();
    }
    const found = new Map<string, Text>();
    for (const [name, inner] of this.#file.entries(node)) {
      const text = this.#text(inner);
      this.#name(name, what, inner, rule);
      if (text === undefined) this.#report('rule-file/form', `'${name}' must be a text`, inner.key, 'write one text', rule);
      else found.set(name, text);
    }
    return found;
  }

  /** Prometheus 3 takes any name that is UTF-8; but a template reads it by `index` alone, and a query in quotes. */
  #name(name: string, what: string, { key }: Entry, rule: string | undefined): void {
    const kind = what === 'labels' ? 'a label' : 'an annotation';
    if (name === '' || (what === 'labels' && name === '__name__')) this.#report('rule-file/form', `'${name}' is no name for ${kind}`, key, 'use letters, digits and underscores', rule);
    else if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) this.#report('rule-file/form', `'${name}' is an awkward name for ${kind}: templates and queries need quotes for it`, key, 'use letters, digits and underscores', rule, 'info');
  }

  #duration(text: Text | undefined, field: string, rule: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const duration = parseDuration(text.value);
    if (duration !== undefined) return duration.milliseconds;
    this.#problems.push({ check: 'rule-file/duration', severity: 'error', message: `'${text.value}' is no duration`, place: text.place(), fix: `write ${field} as 30s, 5m or 1h30m`, ...(rule === undefined ? {} : { rule }) });
    return undefined;
  }

  /** The text of an entry; undefined when it is missing, empty or no text. */
  #text(entry: Entry | undefined): Text | undefined {
    const node = this.#file.resolved(entry?.value);
    return isScalar(node) ? this.#file.scalar(node) : undefined;
  }

  #emptyText(map: MapNode): Text {
    return { value: '', place: () => this.#file.placeOf(map) };
  }

  #unknownFields(fields: ReadonlyMap<string, Entry>, known: readonly string[], what: string, rule: string | undefined): void {
    for (const [name, { key }] of fields) {
      if (known.includes(name) || thanosFields.has(name)) continue;
      this.#report('rule-file/field', `${what} has no field '${name}'`, key, didYouMean(name, known) || `its fields are ${known.join(', ')}`, rule);
    }
  }

  #report(check: string, message: string, node: AnyNode, fix: string, rule?: string, severity: Severity = 'error'): void {
    this.#problems.push({ check, severity, message, place: this.#file.placeOf(node), fix, ...(rule === undefined ? {} : { rule }) });
  }
}
