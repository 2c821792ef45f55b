import type { EnvironmentSpec } from '../lib/stack/synthesize';

/** One place where the stack runs: a typed file in `charts/environments/`. */
export type Environment = Omit<EnvironmentSpec, 'runbookExists'>;
