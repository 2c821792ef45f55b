import { bakhmachContract } from './bakhmach/contract';
import { bakhmachRequirements } from './bakhmach/requirements';
import { baselineContract } from './baseline/contract';
import { baselineRequirements } from './baseline/requirements';
import { buatfilmContract } from './buatfilm/contract';
import { buatfilmRequirements } from './buatfilm/requirements';
import { canvascastContract } from './canvascast/contract';
import { canvascastRequirements } from './canvascast/requirements';
import { quickcartContract } from './quickcart/contract';
import { quickcartRequirements } from './quickcart/requirements';
import type { ApplicationContract } from './shared/application-contract';
import type { RequirementList } from './shared/requirement';

/** The requirements documents that have been answered. */
export const requirementLists: readonly RequirementList[] = [baselineRequirements, canvascastRequirements, buatfilmRequirements, bakhmachRequirements, quickcartRequirements];

/** What the applications owe their stacks. */
export const contracts: readonly ApplicationContract[] = [baselineContract, canvascastContract, buatfilmContract, bakhmachContract, quickcartContract];
