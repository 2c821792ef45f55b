import type { SecretKey } from '../../core/secret';
import { titleOf } from '../template/common';
import { usualMessage } from '../template/message';
import { textBody, textTemplates } from '../template/text';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

export interface OpsgenieOptions extends WordedReceiverOptions {
  readonly apiKey: SecretKey;
  /** `https://api.eu.opsgenie.com/` in Europe. @default Alertmanager's, https://api.opsgenie.com/ */
  readonly apiUrl?: string;
  /** Teams that respond. @default who the integration's key belongs to */
  readonly teams?: readonly string[];
}

/** Our severities as Opsgenie's priorities, P1 the most urgent. */
const priority = '{{ if eq .CommonLabels.severity "critical" }}P1{{ else if eq .CommonLabels.severity "high" }}P2{{ else if eq .CommonLabels.severity "warning" }}P3{{ else }}P5{{ end }}';

/**
 * Opsgenie. Its successor is `jiraServiceManagement`.
 *
 *     opsgenie('opsgenie', { apiKey: secretKey('alertmanager-receivers', 'opsgenie-key'), teams: ['platform'] })
 *     // opsgenie_configs: [{ api_key_file: ..., responders: [{ type: team, name: platform }], ... }]
 */
export function opsgenie(name: string, { apiKey, apiUrl, teams = [], message = usualMessage, sendResolved }: OpsgenieOptions): Receiver {
  return receiver(name, {
    kind: 'opsgenie',
    sendResolved,
    settings: {
      api_key_file: credentialFile(name, 'apiKey', apiKey),
      ...(apiUrl === undefined ? {} : { api_url: checkedUrl(apiUrl, `receiver ${name}`) }),
      message: titleOf(message),
      description: textBody(message),
      priority,
      ...(teams.length === 0 ? {} : { responders: teams.map((team) => ({ type: 'team', name: team })) }),
    },
    secrets: [apiKey],
    templates: textTemplates(message),
  });
}
