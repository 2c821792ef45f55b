import { checkPages, findCheckPage } from '../check/page/check-page';
import { renderPage } from '../check/page/render-page';
import { didYouMean } from '../core/names';
import { mistake } from '../core/problem';
import type { CommandResult } from './result';

/**
 * `belfry explain histogram/no-rate`: the page of a check, with an example that it finds and one that is right.
 *
 * @throws BelfryError when there is no such check
 */
export function explain(id: string): CommandResult {
  const page = findCheckPage(id);
  if (page !== undefined) return { text: renderPage(page), exitStatus: 0 };
  const ids = checkPages().map((known) => known.id);
  const hint = didYouMean(id, ids);
  throw mistake({ check: 'check/unknown', message: `there is no check '${id}'`, place: { subject: `belfry explain ${id}` }, fix: hint === '' ? 'the checks are listed in docs/checks/README.md' : hint });
}
