import type { AlertMatcher } from '../matcher/matcher';
import type { ResolvedRoute } from '../resolved-route';
import { pathTo } from '../resolved-route';
import type { Cell, TreeDomain } from './domain';

/** Why no alert can ever arrive at a route, or that one can. `'unknown'` where that would take too long to find out. */
export type Reachability =
  | { readonly kind: 'reachable' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'contradiction'; readonly matchers: readonly AlertMatcher[] }
  | { readonly kind: 'swallowed'; readonly by: readonly ResolvedRoute[] };

/**
 * Whether labels exist with which an alert arrives at a route: all matchers on the way hold, and of every earlier
 * sibling on the way that does not go on, at least one matcher fails.
 */
export function reachability(domain: TreeDomain, route: ResolvedRoute): Reachability {
  let known = found.get(route);
  if (known === undefined) {
    known = findReachability(domain, route);
    found.set(route, known);
  }
  return known;
}

/** Routes belong to one tree, and so to one domain. */
const found = new WeakMap<ResolvedRoute, Reachability>();

function findReachability(domain: TreeDomain, route: ResolvedRoute): Reachability {
  const path = pathTo(route);
  const matchers = path.flatMap(({ node }) => node.matchers);
  const start = narrowed(domain, new Map(), matchers);
  if (start === undefined) return { kind: 'contradiction', matchers };
  const rivals = path.flatMap(earlierSiblings);
  const escape = escapes(domain, start, rivals);
  if (escape !== false) return escape === 'unknown' ? { kind: 'unknown' } : { kind: 'reachable' };
  const alone = rivals.find((rival) => escapes(domain, start, [rival]) === false);
  return { kind: 'swallowed', by: alone === undefined ? rivals.filter((rival) => escapes(domain, start, rivals.filter((other) => other !== rival)) !== false) : [alone] };
}

function earlierSiblings(route: ResolvedRoute): readonly ResolvedRoute[] {
  const siblings = route.parent?.children ?? [];
  return siblings.slice(0, siblings.indexOf(route)).filter(({ node }) => !node.continues);
}

type Region = ReadonlyMap<string, readonly Cell[]>;

/** Whether some labels exist for which all matchers hold at once. */
export function canHold(domain: TreeDomain, matchers: readonly AlertMatcher[]): boolean {
  return narrowed(domain, new Map(), matchers) !== undefined;
}

/** Whether whatever fulfils the one list of matchers fulfils the other too. */
export function implies(domain: TreeDomain, one: readonly AlertMatcher[], other: readonly AlertMatcher[]): boolean {
  const region = narrowed(domain, new Map(), one);
  return region === undefined || other.every((matcher) => narrowed(domain, region, [matcher], false) === undefined);
}

function narrowed(domain: TreeDomain, region: Region, matchers: readonly AlertMatcher[], wanted = true): Region | undefined {
  let current = region;
  for (const { label, text } of matchers) {
    const of = domain.get(label);
    const number = of?.numberOf.get(text);
    if (of === undefined || number === undefined || of.undecided.has(number)) continue;
    const cells = (current.get(label) ?? of.cells).filter(({ holds }) => holds[number] === wanted);
    if (cells.length === 0) return undefined;
    current = new Map([...current, [label, cells]]);
  }
  return current;
}

function neverHolds(domain: TreeDomain, region: Region, { label, text }: AlertMatcher): boolean {
  const of = domain.get(label);
  const number = of?.numberOf.get(text);
  if (of === undefined || number === undefined || of.undecided.has(number)) return false;
  return !(region.get(label) ?? of.cells).some(({ holds }) => holds[number] === true);
}

/** Trees in the wild need a few hundred steps at most. */
const patience = 20_000;

/** Looks for labels in the region with which every rival fails, by failing one matcher of each rival in turn. */
function escapes(domain: TreeDomain, start: Region, rivals: readonly ResolvedRoute[]): boolean | 'unknown' {
  let steps = 0;
  const search = (region: Region, rest: readonly ResolvedRoute[]): boolean => {
    steps += 1;
    if (steps > patience) return false;
    const [rival, ...others] = rest;
    if (rival === undefined) return true;
    // A rival that fails in the whole region needs no choice.
    if (rival.node.matchers.some((matcher) => neverHolds(domain, region, matcher))) return search(region, others);
    return rival.node.matchers.some((matcher) => {
      const failing = narrowed(domain, region, [matcher], false);
      return failing !== undefined && search(failing, others);
    });
  };
  const isFound = search(start, [...rivals].sort((a, b) => a.node.matchers.length - b.node.matchers.length));
  return isFound || (steps > patience ? 'unknown' : false);
}
