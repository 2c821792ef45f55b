import { mistake } from '../core/problem';
import type { Vocabulary } from './conditions';
import { conditionsToMatchers } from './conditions';
import type { AlertMatcher } from './matcher/matcher';
import { matchersText } from './matcher/matcher';
import type { Inhibition } from './model';
import type { Receiver } from './receiver/receiver';
import type { Route, RouteSettings } from './route';
import { checkSettings } from './route';

export interface TeamOptions<V extends Vocabulary> extends RouteSettings<Extract<keyof V, string>> {
  /** Labels with the values that make an alert this team's. Two teams of a tree must differ in one of them. */
  readonly owns: { readonly [Label in keyof V]?: V[Label] extends readonly (infer Value extends string)[] ? Value : string };
  /** Who is told of the team's alerts that none of its routes takes. */
  readonly default: Receiver;
  readonly routes: readonly Route[];
  /** They concern the team's own alerts only, on both sides. @default none */
  readonly inhibit?: readonly Inhibition[];
}

/** A team's part of a tree. It can neither take nor silence the alerts of another team. */
export interface Team {
  readonly name: string;
  readonly owns: Readonly<Record<string, string>>;
  readonly matchers: readonly AlertMatcher[];
  readonly settings: RouteSettings;
  readonly default: Receiver;
  readonly routes: readonly Route[];
  readonly inhibitions: readonly Inhibition[];
}

export function makeTeam<V extends Vocabulary>(name: string, vocabulary: V, { owns, default: fallback, routes, inhibit = [], ...settings }: TeamOptions<V>): Team {
  const subject = `team ${name}`;
  const labels = Object.fromEntries(Object.entries(owns).map(([label, value]) => [label, String(value)]));
  const matchers = conditionsToMatchers(vocabulary, labels, subject);
  if (matchers.length === 0) throw mistake({ check: 'route/team-owns-all', message: 'it owns every alert', place: { subject }, fix: 'name a label that only its alerts carry: owns: { team: "web" }' });
  checkSettings(settings, subject);
  return Object.freeze({ name, owns: labels, matchers, settings, default: fallback, routes, inhibitions: inhibit });
}

/** @throws BelfryError when an alert could belong to two of the teams */
export function checkTeamsApart(teams: readonly Team[]): void {
  for (const [index, team] of teams.entries()) {
    const rival = teams.slice(0, index).find((earlier) => !areApart(earlier.owns, team.owns));
    if (rival === undefined) continue;
    throw mistake({
      check: 'route/teams-overlap',
      message: `an alert can belong to it and to team ${rival.name}: ${matchersText(team.matchers)} and ${matchersText(rival.matchers)}`,
      place: { subject: `team ${team.name}` },
      why: `team ${rival.name} stands first and would take the other's alerts`,
      fix: 'give both the same label with different values',
    });
  }
}

function areApart(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return Object.entries(one).some(([label, value]) => Object.hasOwn(other, label) && other[label] !== value);
}
