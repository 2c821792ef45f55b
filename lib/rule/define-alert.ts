import type { Duration } from '../core/duration';
import { didYouMean } from '../core/names';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { Quantity } from '../core/quantity';
import type { Unit } from '../core/unit';
import type { Alert, AlertOptions } from './alert';
import { alert } from './alert';
import type { SeverityName } from './severity';

/** What operators may tune: amounts with units, severities, words, switches. */
export type Parameter = Quantity | string | boolean;

/** A value of the same kind: another duration, another amount of the same unit, another severity. */
type SameKind<P> = P extends Duration ? Duration : P extends Quantity<infer U> ? Quantity<U> : P extends SeverityName ? SeverityName : P extends string ? string : P extends boolean ? boolean : never;

export type Settings<P> = { readonly [Name in keyof P]: SameKind<P[Name]> };

/** An alert that still waits for its parameters. Immutable: an instance never changes its siblings. */
export class AlertDefinition<Name extends string, P extends Readonly<Record<string, Parameter>>, U extends Unit, L extends string> {
  readonly name: Name;
  readonly defaults: Settings<P>;
  readonly #build: (settings: Settings<P>) => AlertOptions<U, L>;

  constructor(name: Name, defaults: Settings<P>, build: (settings: Settings<P>) => AlertOptions<U, L>) {
    this.name = name;
    this.defaults = Object.freeze({ ...defaults });
    this.#build = build;
    Object.freeze(this);
  }

  /**
   * The alert with its defaults, or with some of them replaced: `highErrorRate.instance({ threshold: percent(2) })`.
   *
   * @throws BelfryError for a parameter that the definition does not have, or a value of another unit
   */
  instance(overrides: Partial<Settings<P>> = {}): Alert<Name, L> {
    return this.#made(this.name, overrides);
  }

  /** The same under another name, which makes it a sibling: `highErrorRate.named('CheckoutErrorRate', { threshold: percent(1) })`. */
  named<const Other extends string>(name: Other, overrides: Partial<Settings<P>> = {}): Alert<Other, L> {
    return this.#made(name, overrides);
  }

  #made<const Other extends string>(name: Other, overrides: Partial<Settings<P>>): Alert<Other, L> {
    refuse(overrideProblems(`alert ${name}`, this.defaults, overrides));
    return alert(name, this.#build({ ...this.defaults, ...overrides }));
  }
}

/**
 * Declares an alert with parameters, for use in several places or by several teams:
 *
 *     const queueBacklog = defineAlert('QueueBacklog', { threshold: quantity(100, 'jobs'), for: minutes(10) }, (settings) => ({
 *       when: max(jobQueueDepth).by('queue').above(settings.threshold),
 *       for: settings.for,
 *       ...
 *       fires: { given: [depth(settings.threshold.value * 1.01)], ... },
 *     }));
 *
 *     queueBacklog.instance()                                      // > 100 for 10m
 *     queueBacklog.instance({ threshold: quantity(500, 'jobs') })  // > 500 for 10m; the other stays as it is
 *
 * The scenarios take the parameters as the condition does, so every instance is proven with its own threshold.
 */
export function defineAlert<const Name extends string, P extends Readonly<Record<string, Parameter>>, U extends Unit, L extends string>(
  name: Name,
  parameters: P & Settings<P>,
  build: (settings: Settings<P>) => AlertOptions<U, L>,
): AlertDefinition<Name, P, U, L> {
  return new AlertDefinition(name, parameters, build);
}

/** Reasons in words, because an alert that is missing raises questions at night. */
export interface LeftOut {
  readonly leftOut: string;
}

interface AnyDefinition {
  readonly name: string;
  readonly defaults: Readonly<Record<string, Parameter>>;
  instance(overrides?: never): Alert;
}

type OverridesOf<D> = D extends AlertDefinition<string, infer P, Unit, string> ? Partial<Settings<P>> : never;

/** What to change in a pack, by the key of each alert; what is not mentioned keeps its defaults. */
export type PackOverrides<Pack> = { readonly [Key in keyof Pack]?: OverridesOf<Pack[Key]> | LeftOut };

/** Definitions that are handed out together: the alerts of a component, to be tuned one by one. */
export interface AlertPack<Pack> {
  /** All alerts: `alerts({ queueBacklog: { threshold: quantity(500, 'jobs') }, workerDown: { leftOut: 'runs on demand' } })`. */
  readonly alerts: (overrides?: PackOverrides<Pack>) => readonly Alert[];
}

/**
 * Puts definitions together: `alertPack({ queueBacklog, workerDown }).alerts({ queueBacklog: { for: minutes(30) } })`.
 *
 * @throws BelfryError from `alerts` for a key that the pack does not have
 */
export function alertPack<const Pack extends Readonly<Record<string, AnyDefinition>>>(pack: Pack): AlertPack<Pack> {
  const definitions: Readonly<Record<string, AnyDefinition>> = pack;
  return Object.freeze({
    alerts: (overrides: PackOverrides<Pack> = {}): readonly Alert[] => {
      const given: Readonly<Record<string, object | undefined>> = overrides;
      refuse(unknownNames('an alert pack', 'alert', definitions, given));
      return Object.entries(definitions).flatMap(([key, definition]) => {
        const override = given[key];
        return override !== undefined && 'leftOut' in override ? [] : [instanceOf(definition, override)];
      });
    },
  });
}

/** The type of each override was checked against its definition when the pack was asked for its alerts. */
function instanceOf(definition: AnyDefinition, overrides: object | undefined): Alert;
function instanceOf(definition: { instance(overrides?: object): Alert }, overrides: object | undefined): Alert {
  return definition.instance(overrides);
}

function overrideProblems(subject: string, defaults: Readonly<Record<string, Parameter>>, overrides: Readonly<Record<string, Parameter | undefined>>): readonly Problem[] {
  const found: Problem[] = [...unknownNames(subject, 'parameter', defaults, overrides)];
  for (const [name, value] of Object.entries(overrides)) {
    const before = defaults[name];
    if (before === undefined || value === undefined) continue;
    const [had, has] = [kindOf(before), kindOf(value)];
    if (had !== has) found.push({ check: 'alert/parameter-kind', severity: 'error', message: `the parameter '${name}' is ${had}, and it is given ${has}`, place: { subject }, fix: `give it ${had}` });
    else if (typeof value === 'object' && !Number.isFinite(value.value)) found.push({ check: 'alert/parameter-value', severity: 'error', message: `the parameter '${name}' is ${value.value}`, place: { subject }, fix: 'give it a finite number' });
  }
  return found;
}

function unknownNames(subject: string, what: string, known: object, given: object): readonly Problem[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => ({
      check: `alert/unknown-${what}`,
      severity: 'error',
      message: `there is no ${what} '${name}'`,
      place: { subject },
      fix: didYouMean(name, Object.keys(known)) || `there are ${Object.keys(known).join(', ')}`,
    }));
}

function kindOf(value: Parameter): string {
  if (typeof value === 'object') return `an amount in ${value.unit}`;
  return typeof value === 'string' ? 'a word' : 'a switch';
}
