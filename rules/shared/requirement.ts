/**
 * What a system asked for, item by item, and where it is met. Every list belongs to one requirements document; the page
 * `docs/requirements.md` is made of them, and a test follows every link.
 */

/** The parts of a requirements document, in its order. The letter is a part of every id: `CC-M01`. */
export const sections = {
  M: 'metrics',
  A: 'alerts',
  R: 'routing',
  D: 'dashboards',
  L: 'logs',
  T: 'traces',
  H: 'health checks and probes',
  S: 'service level objectives',
  I: 'targets',
  B: 'business',
  V: 'validation',
  X: 'other',
} as const;

export type Section = keyof typeof sections;

/** `CC-M01`: the document, the section, the number. */
export type RequirementId<Document extends string = string> = `${Document}-${Section}${string}`;

/**
 * A file of the repository and a place in it, which must be there:
 *
 * - `rules/canvascast/metrics.ts#httpRequests`: what a module exports;
 * - `test/route/canvascast.test.ts#a critical alert pages`: a test or a group of tests by its title;
 * - `dist/canvascast/prometheus.yaml#job_name: canvascast-api`: a text in a manifest, or in any other file.
 */
export type Link = `${string}#${string}`;

/**
 * - `met`: the stack does it;
 * - `contract`: the application has to do it, and the stack publishes what exactly and checks it;
 * - `declined`: nobody does it, for a reason.
 */
export type RequirementStatus = 'met' | 'contract' | 'declined';

export interface Requirement {
  readonly id: RequirementId;
  /** What is asked, in a few words. */
  readonly asks: string;
  readonly status: RequirementStatus;
  /** Where it is met. Empty for what is declined. */
  readonly where: readonly Link[];
  /** Why it is declined, or how it is read where the document contradicts itself. */
  readonly remark: string | undefined;
}

/** One quantity under two names. */
export interface NameMapping {
  /** What the document calls it. */
  readonly theirs: string;
  /** What it is called here. */
  readonly ours: string;
  readonly why: string;
}

/** A requirements document, with an answer to each of its items. */
export interface RequirementList {
  /** Begins every id: `CC`. */
  readonly document: string;
  /** Folder below `rules/`, `dashboards/` and `dist/`. */
  readonly system: string;
  readonly title: string;
  readonly requirements: readonly Requirement[];
  /** Names that differ from the document's. */
  readonly names: readonly NameMapping[];
}

/** The stack does it: `met('CC-A01', 'an alert on failing requests', 'rules/canvascast/api-alerts.ts#highErrorRate')`. */
export function met(id: RequirementId, asks: string, ...where: readonly [Link, ...Link[]]): Requirement {
  return Object.freeze({ id, asks, status: 'met', where, remark: undefined });
}

/** The application does it, as the stack's contract says: `contract('CC-L04', 'a line for every request', 'docs/contracts/canvascast.json#request_finished')`. */
export function contract(id: RequirementId, asks: string, ...where: readonly [Link, ...Link[]]): Requirement {
  return Object.freeze({ id, asks, status: 'contract', where, remark: undefined });
}

/** Nobody does it: `declined('CC-X06', 'a person as owner', 'a person is no team')`. */
export function declined(id: RequirementId, asks: string, why: string): Requirement {
  return Object.freeze({ id, asks, status: 'declined', where: [], remark: why });
}

/** The same requirement with a word on how the document is read. */
export function read(requirement: Requirement, remark: string): Requirement {
  return Object.freeze({ ...requirement, remark });
}
