import type { Alert } from '../../lib/rule/alert';
import type { RuleGroup } from '../../lib/rule/group';
import { alertsOf } from '../../lib/rule/group';
import { deriveBoundary } from '../../lib/rule/scenario/boundary';
import type { Mutant } from '../../lib/rule/scenario/mutation';
import { mutantsOf } from '../../lib/rule/scenario/mutation';
import { filesFor, joined } from '../../lib/rule/scenario/promtool-test';
import type { Proof } from '../../lib/rule/scenario/proof';
import { writtenProofs } from '../../lib/rule/scenario/proof';
import { amongStrangers, strangerVolumes } from '../../lib/rule/scenario/strangers';
import { proofSettings, runProofs } from './promtool';

/** A mutant of an alert, under a name by which promtool's verdict is found. */
export interface Variant extends Mutant {
  readonly alert: Alert;
  readonly mutated: Alert;
}

interface Trial {
  readonly alert: Alert;
  readonly variants: readonly Variant[];
}

/** Proofs, and the mutants that they were made to tell. */
interface Stage {
  readonly proofs: (alert: Alert, groups: readonly RuleGroup[]) => readonly Proof[];
  readonly tells: (mutant: Mutant) => boolean;
}

/** The proofs in the order in which they are tried: most mutants fail the first ones, and the others never see them. */
const stages: readonly Stage[] = [
  { proofs: (alert) => writtenProofs(alert), tells: () => true },
  { proofs: (alert, groups) => deriveBoundary(alert, groups).proofs, tells: ({ kind }) => kind !== 'matcher' },
  ...strangerVolumes.map((volume): Stage => ({ proofs: (alert, groups) => amongStrangers(alert, groups, [volume]), tells: ({ kind }) => kind === 'matcher' })),
];

/** Puts every mutant of every alert to all proofs of its alert, and returns those that pass them all. */
export async function survivorsOf(groups: readonly RuleGroup[]): Promise<{ readonly mutants: number; readonly survivors: readonly Variant[] }> {
  const trials = alertsOf(groups).map((alert): Trial => ({
    alert,
    variants: mutantsOf(alert.expression).map((mutant, index) => ({ ...mutant, alert, mutated: alert.variant(`${alert.name}Mutant${index}`, mutant.expression) })),
  }));
  let left: readonly Trial[] = trials;
  for (const stage of stages) left = await survivingStage(left, groups, stage);
  const survivors = left.flatMap(({ variants }) => variants);
  return { mutants: trials.reduce((sum, { variants }) => sum + variants.length, 0), survivors };
}

async function survivingStage(trials: readonly Trial[], groups: readonly RuleGroup[], { proofs, tells }: Stage): Promise<readonly Trial[]> {
  const survived: Trial[] = trials.map(({ alert, variants }) => ({ alert, variants: variants.filter((variant) => !tells(variant)) }));
  let pending = trials.map(({ alert, variants }) => ({ alert, variants: variants.filter(tells), proofs: proofs(alert, groups) }));
  while (pending.length > 0) {
    const { output } = await runProofs(joined(pending.flatMap(({ proofs, variants }) => filesOf(proofs, variants, groups))));
    const [failed, broken] = [namesIn(output, /alertname: (\w+),|alertname=\\"(\w+)\\"/g), namesIn(output, /rule: (\w+), time/g)];
    const next: typeof pending = [];
    for (const trial of pending) {
      const variants = trial.variants.filter(({ mutated }) => !failed.has(mutated.name) && !broken.has(mutated.name));
      if (variants.length === 0) continue;
      // An expression that cannot be evaluated ends the whole test, so the others have to be tried again without it.
      if (trial.variants.some(({ mutated }) => broken.has(mutated.name))) next.push({ ...trial, variants });
      else survived.push({ alert: trial.alert, variants });
    }
    pending = next;
  }
  return survived.filter(({ variants }) => variants.length > 0);
}

function filesOf(proofs: readonly Proof[], variants: readonly Variant[], groups: readonly RuleGroup[]): ReturnType<typeof filesFor>[] {
  const [first, ...others] = variants.map(({ mutated }) => mutated);
  return first === undefined || proofs.length === 0 ? [] : [filesFor([first, ...others], groups, proofs, proofSettings)];
}

function namesIn(output: string, pattern: RegExp): ReadonlySet<string> {
  return new Set(Array.from(output.matchAll(pattern), ([, first, second]) => first ?? second ?? ''));
}
