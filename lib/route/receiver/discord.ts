import type { SecretKey } from '../../core/secret';
import { titleOf } from '../template/common';
import { usualMessage } from '../template/message';
import { textBody, textTemplates } from '../template/text';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { credentialFile, receiver } from './receiver';

/**
 * A Discord channel; the address of its webhook is the credential.
 *
 *     discord('discord-alerts', { webhookUrl: secretKey('alertmanager-receivers', 'discord-url') })
 *     // discord_configs: [{ webhook_url_file: /etc/secrets/alertmanager-receivers/discord-url, ... }]
 */
export function discord(name: string, { webhookUrl, message = usualMessage, sendResolved }: WordedReceiverOptions & { readonly webhookUrl: SecretKey }): Receiver {
  return receiver(name, {
    kind: 'discord',
    sendResolved,
    settings: { webhook_url_file: credentialFile(name, 'webhookUrl', webhookUrl), title: titleOf(message), message: textBody(message) },
    secrets: [webhookUrl],
    templates: textTemplates(message),
  });
}
