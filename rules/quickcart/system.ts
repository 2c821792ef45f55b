import type { System } from '../../lib/rule/system';
import { declaredIn } from '../shared/declared';
import { quickcartGroups } from './groups';
import * as metrics from './metrics';

/** QuickCart: a shop within Telegram, with a bot, an API, and payments through a provider. */
export const quickcart: System = { name: 'quickcart', title: 'QuickCart', metrics: declaredIn(metrics), groups: quickcartGroups };
