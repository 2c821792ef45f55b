import type { SecretKey } from '../../core/secret';
import type { HttpOptions } from './http';
import { httpSecrets, httpSettings } from './http';
import type { Receiver, ReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

export interface WebhookOptions extends ReceiverOptions, HttpOptions {
  /** Where alerts are posted as JSON; a `SecretKey` where the address itself is the credential. */
  readonly url: string | SecretKey;
  /** Alerts beyond this number are left out of a message and counted. @default all alerts are sent */
  readonly maxAlerts?: number;
}

/**
 * Any program that takes Alertmanager's JSON: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
 *
 *     webhook('deploy-bot', { url: 'https://bot.example.org/alerts', authorization: { bearer: secretKey('bot', 'token') } })
 *     // webhook_configs: [{ url: https://bot.example.org/alerts, http_config: { authorization: { type: Bearer, credentials_file: /etc/secrets/bot/token } } }]
 */
export function webhook(name: string, { url, maxAlerts, sendResolved, ...http }: WebhookOptions): Receiver {
  return receiver(name, {
    kind: 'webhook',
    sendResolved,
    settings: {
      ...(typeof url === 'string' ? { url: checkedUrl(url, `receiver ${name}`) } : { url_file: credentialFile(name, 'url', url) }),
      ...(maxAlerts === undefined ? {} : { max_alerts: maxAlerts }),
      ...httpSettings(http),
    },
    secrets: [typeof url === 'string' ? undefined : url, ...httpSecrets(http)],
  });
}

/**
 * Jira Service Management, Opsgenie's successor, by the address of its Prometheus integration: the key is part of it.
 *
 *     jiraServiceManagement('jira-operations', { url: secretKey('alertmanager-receivers', 'jira-url') })
 */
export function jiraServiceManagement(name: string, options: ReceiverOptions & { readonly url: SecretKey }): Receiver {
  return webhook(name, options);
}
