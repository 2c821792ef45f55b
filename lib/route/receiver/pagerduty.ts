import type { SecretKey } from '../../core/secret';
import { usualMessage } from '../template/message';
import { pagerDutyMessage, pagerDutyTemplates } from '../template/pagerduty';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

export interface PagerDutyOptions extends WordedReceiverOptions {
  /** Integration key of the service, type "Events API v2". */
  readonly routingKey: SecretKey;
  /** Where events are sent, for a service region other than the United States. @default Alertmanager's, https://events.pagerduty.com/v2/enqueue */
  readonly url?: string;
}

/**
 * PagerDuty by its Events API v2. The incident carries our severity in PagerDuty's words: critical, error for `high`,
 * warning and info (https://developer.pagerduty.com/docs/events-api-v2-overview).
 *
 *     pagerDuty('pagerduty-critical', { routingKey: secretKey('alertmanager-receivers', 'pagerduty-routing-key') })
 *     // pagerduty_configs: [{ routing_key_file: /etc/secrets/alertmanager-receivers/pagerduty-routing-key, ... }]
 */
export function pagerDuty(name: string, { routingKey, url, message = usualMessage, sendResolved }: PagerDutyOptions): Receiver {
  return receiver(name, {
    kind: 'pagerduty',
    sendResolved,
    settings: {
      routing_key_file: credentialFile(name, 'routingKey', routingKey),
      ...(url === undefined ? {} : { url: checkedUrl(url, `receiver ${name}`) }),
      ...pagerDutyMessage(message),
    },
    secrets: [routingKey],
    templates: pagerDutyTemplates(message),
  });
}
