import type { SecretKey } from '../../core/secret';
import type { Receiver, ReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

/**
 * incident.io, by an alert source of type Alertmanager: its address and its token.
 *
 *     incidentIo('incident-io', { url: 'https://api.incident.io/v2/alert_events/alertmanager/01ABC', token: secretKey('incident-io', 'token') })
 *     // incidentio_configs: [{ url: ..., alert_source_token_file: /etc/secrets/incident-io/token }]
 */
export function incidentIo(name: string, { url, token, sendResolved }: ReceiverOptions & { readonly url: string; readonly token: SecretKey }): Receiver {
  return receiver(name, {
    kind: 'incidentio',
    sendResolved,
    settings: { url: checkedUrl(url, `receiver ${name}`), alert_source_token_file: credentialFile(name, 'token', token) },
    secrets: [token],
  });
}
