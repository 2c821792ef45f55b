import { mistake } from '../../lib/core/problem';

/** A text in a configuration, and what stands for it on this machine. */
export type Replacement = readonly [from: string, to: string];

/**
 * Exchanges texts of a component's configuration.
 *
 * @throws BelfryError when one of them is not there, because the program would then listen or write where the stack does
 */
export function exchanged(config: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (text.includes(from)) return text.replaceAll(from, to);
    throw mistake({ check: 'tools/scrape', message: `the configuration has no '${from}'`, place: { subject: 'npm run catalog:scrape' }, fix: 'exchange what the configuration of the component says now' });
  }, config);
}
