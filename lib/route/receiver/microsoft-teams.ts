import type { SecretKey } from '../../core/secret';
import { titleOf } from '../template/common';
import { usualMessage } from '../template/message';
import { textBody, textTemplates } from '../template/text';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { credentialFile, receiver } from './receiver';

/**
 * A Microsoft Teams channel by a workflow ("when a webhook request is received"); connectors were retired, so
 * `msteams_configs` is not offered.
 *
 *     microsoftTeams('teams-alerts', { webhookUrl: secretKey('alertmanager-receivers', 'teams-url') })
 *     // msteamsv2_configs: [{ webhook_url_file: /etc/secrets/alertmanager-receivers/teams-url, ... }]
 */
export function microsoftTeams(name: string, { webhookUrl, message = usualMessage, sendResolved }: WordedReceiverOptions & { readonly webhookUrl: SecretKey }): Receiver {
  return receiver(name, {
    kind: 'msteamsv2',
    sendResolved,
    settings: { webhook_url_file: credentialFile(name, 'webhookUrl', webhookUrl), title: titleOf(message), text: textBody(message) },
    secrets: [webhookUrl],
    templates: textTemplates(message),
  });
}
