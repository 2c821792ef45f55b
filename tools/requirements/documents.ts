import { contractDocument } from '../../rules/shared/application-contract';
import { contracts, requirementLists } from '../../rules/requirements';
import { requirementsPage } from './page';

/** Path below the root to content of everything that is generated from the requirement lists and the contracts. */
export function requirementDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/requirements.md', requirementsPage(requirementLists)],
    ...contracts.map((contract): [string, string] => [`docs/contracts/${contract.system}.json`, `${JSON.stringify(contractDocument(contract), null, 2)}\n`]),
  ]);
}
