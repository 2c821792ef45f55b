import { mistake } from '../../core/problem';
import type { Receiver } from './receiver';
import { checkedName } from './receiver';

/**
 * A receiver that tells nobody, with the reason why that is right. It is the only way to drop an alert: every other
 * alert that reaches nobody is reported.
 *
 *     nowhere('nobody', 'InfoInhibitor exists for inhibition only')
 */
export function nowhere(name: string, reason: string): Receiver {
  if (reason.trim() === '') throw mistake({ check: 'route/nowhere-reason', message: 'the reason is empty', place: { subject: `receiver ${name}` }, fix: 'say why nobody needs to know' });
  return Object.freeze({ name: checkedName(name), discards: reason, integrations: [], place: { subject: `receiver ${name}` } });
}
