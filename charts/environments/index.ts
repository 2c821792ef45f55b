import type { Environment } from '../environment';
import { bakhmachEnvironment } from './bakhmach';
import { baselineEnvironment } from './baseline';
import { buatfilmEnvironment } from './buatfilm';
import { canvascastEnvironment } from './canvascast';
import { ha } from './ha';
import { quickcartEnvironment } from './quickcart';
import { small } from './small';

/** Every environment there is, in the order in which they are synthesized. */
export const environments: readonly Environment[] = [small, ha, baselineEnvironment, canvascastEnvironment, buatfilmEnvironment, bakhmachEnvironment, quickcartEnvironment];
