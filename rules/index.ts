import type { System } from '../lib/rule/system';
import { bakhmach } from './bakhmach/system';
import { baseline } from './baseline/system';
import { belfry } from './belfry/system';
import { buatfilm } from './buatfilm/system';
import { canvascast } from './canvascast/system';
import { quickcart } from './quickcart/system';

/** Every system that is monitored. `belfry` reads this list unless it is told of another. */
export const systems: readonly System[] = [belfry, baseline, canvascast, buatfilm, bakhmach, quickcart];
