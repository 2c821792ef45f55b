import { oncePer } from '../../core/once-per';
import type { PossibleValues } from '../../promql/shape';
import type { RoutableAlert } from '../alert';
import type { AlertMatcher } from '../matcher/matcher';
import type { RouteNode, RoutingModel } from '../model';
import { patternFacts } from './pattern';

/** Values of a label that no matcher of the tree tells apart. */
export interface Cell {
  /** One of the values; undefined for a combination of matchers that no example was found for, though one may exist. */
  readonly example: string | undefined;
  /** Whether each matcher on the label holds, by its number. */
  readonly holds: readonly boolean[];
  /** Tells the cells of one label apart. */
  readonly id: number;
}

/** All that a label can be, as far as the matchers of a tree can tell. */
export interface LabelDomain {
  readonly label: string;
  readonly matchers: readonly AlertMatcher[];
  /** The number of a matcher by its text. */
  readonly numberOf: ReadonlyMap<string, number>;
  readonly cells: readonly Cell[];
  /** Matchers that may hold or not whatever the others do, because they are too many to work out. */
  readonly undecided: ReadonlySet<number>;
  readonly cellOf: (value: string) => Cell;
  /** A value that no matcher names. */
  readonly otherValue: string;
}

export type TreeDomain = ReadonlyMap<string, LabelDomain>;

/** The labels that a tree's routes and inhibitions ask for. */
export const domainOf = oncePer((model: RoutingModel): TreeDomain => {
  const byLabel = new Map<string, Map<string, AlertMatcher>>();
  const all = [...matchersWithin(model.root), ...model.inhibitions.flatMap(({ source, target }) => [...source, ...target])];
  for (const matcher of all) {
    const matchers = byLabel.get(matcher.label) ?? new Map<string, AlertMatcher>();
    matchers.set(matcher.text, matcher);
    byLabel.set(matcher.label, matchers);
  }
  return new Map([...byLabel].map(([label, matchers]) => [label, labelDomain(label, [...matchers.values()])]));
});

function matchersWithin(node: RouteNode): readonly AlertMatcher[] {
  return [...node.matchers, ...node.children.flatMap(matchersWithin)];
}

/** Beyond this many patterns on one label their combinations are not worked out. */
const workablePatterns = 8;

function labelDomain(label: string, matchers: readonly AlertMatcher[]): LabelDomain {
  const cells = new Map<string, Cell>();
  const byValue = new Map<string, Cell>();
  const cellFor = (holds: readonly boolean[], example: string | undefined): Cell => {
    const key = holds.map(Number).join('');
    let cell = cells.get(key);
    if (cell === undefined || (cell.example === undefined && example !== undefined)) {
      cell = { example, holds, id: cell?.id ?? cells.size };
      cells.set(key, cell);
    }
    return cell;
  };
  const cellOf = (value: string): Cell => {
    const cell = byValue.get(value) ?? cellFor(matchers.map((matcher) => matcher.matches(value)), value);
    byValue.set(value, cell);
    return cell;
  };
  for (const value of exampleValues(matchers)) cellOf(value);
  const open = [...new Set(matchers.filter(isOpenPattern).map(({ value }) => value))];
  const other = otherValue(matchers);
  const isWorkable = open.length <= workablePatterns;
  for (const matched of isWorkable ? subsets(open) : []) {
    if (isImpossible(matched, open)) continue;
    cellFor(matchers.map((matcher) => (isOpenPattern(matcher) ? matched.includes(matcher.value) === (matcher.operator === '=~') : matcher.matches(other))), undefined);
  }
  return {
    label,
    matchers,
    numberOf: new Map(matchers.map(({ text }, number) => [text, number])),
    cells: [...cells.values()],
    undecided: new Set(isWorkable ? [] : matchers.flatMap((matcher, number) => (isOpenPattern(matcher) ? [number] : []))),
    cellOf,
    otherValue: other,
  };
}

/** A pattern with more values than can be listed, other than "anything". */
function isOpenPattern({ operator, value }: AlertMatcher): boolean {
  return operator.includes('~') && patternFacts(value).all === undefined && value !== '.*' && value !== '.+';
}

function exampleValues(matchers: readonly AlertMatcher[]): readonly string[] {
  const named = matchers.flatMap(({ operator, value }) => {
    if (!operator.includes('~')) return [value];
    const { all, examples } = patternFacts(value);
    return all ?? examples;
  });
  return [...new Set(['', ...named, otherValue(matchers)])];
}

/** A value that no matcher names. */
function otherValue(matchers: readonly AlertMatcher[]): string {
  let other = 'other';
  while (matchers.some(({ value }) => value.includes(other))) other += '-other';
  return other;
}

function subsets(items: readonly string[]): readonly (readonly string[])[] {
  return items.reduce<readonly (readonly string[])[]>((found, item) => [...found, ...found.map((subset) => [...subset, item])], [[]]);
}

/** What matches `web-api-.*` matches `web-.*` too. */
function isImpossible(matched: readonly string[], open: readonly string[]): boolean {
  return open.some((pattern) => {
    const { isPrefixOnly, prefix } = patternFacts(pattern);
    return isPrefixOnly && !matched.includes(pattern) && matched.some((other) => patternFacts(other).prefix.startsWith(prefix));
  });
}

const cellsByAlert = new WeakMap<RoutableAlert, Map<LabelDomain, readonly Cell[]>>();

/** The cells that a label of an alert can lie in; only those with an example, so that every conclusion has a witness. */
export function cellsOfAlert(alert: RoutableAlert, domain: LabelDomain): readonly Cell[] {
  const ofAlert = cellsByAlert.get(alert) ?? new Map<LabelDomain, readonly Cell[]>();
  cellsByAlert.set(alert, ofAlert);
  const cells = ofAlert.get(domain) ?? findCells(alert, domain);
  ofAlert.set(domain, cells);
  return cells;
}

function findCells({ labels }: RoutableAlert, domain: LabelDomain): readonly Cell[] {
  const facts = labels.known.get(domain.label);
  const absent = domain.cellOf('');
  if (facts === undefined) return labels.hasOthers ? witnessed(domain.cells) : [absent];
  const present = presentCells(facts.values, domain, absent);
  return facts.isOptional && !present.includes(absent) ? [...present, absent] : present;
}

function presentCells(values: PossibleValues, domain: LabelDomain, absent: Cell): readonly Cell[] {
  if (values !== 'open') return [...new Set(values.map((value) => domain.cellOf(value)))];
  // A label that is always there has a value; where that value cannot be told from none, the cell of none stands for it.
  const others = witnessed(domain.cells).filter((cell) => cell !== absent);
  const other = domain.cellOf(domain.otherValue);
  return others.includes(other) ? others : [...others, other];
}

function witnessed(cells: readonly Cell[]): readonly Cell[] {
  return cells.filter(({ example }) => example !== undefined);
}
