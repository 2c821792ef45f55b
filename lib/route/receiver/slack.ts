import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { usualMessage } from '../template/message';
import { slackMessage, slackTemplates } from '../template/slack';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

export type SlackOptions = WordedReceiverOptions & {
  /** `#alerts`, `@somebody` or a channel id. */
  readonly channel: string;
} & (SlackWebhook | SlackBot);

/** An incoming webhook: the address is the credential. */
export interface SlackWebhook {
  readonly apiUrl: SecretKey;
  readonly botToken?: never;
  readonly appUrl?: never;
}

/** A bot with the scope `chat:write`. */
export interface SlackBot {
  readonly botToken: SecretKey;
  /** Where the bot posts. @default Alertmanager's, https://slack.com/api/chat.postMessage */
  readonly appUrl?: string;
  readonly apiUrl?: never;
}

/** Slack names start with `#` or `@`; ids of channels, groups and users with C, G, D, U or W. */
const channelName = /^(?:[#@][^\s#@,]+|[CGDUW][A-Z0-9]{6,})$/;

/**
 * A Slack channel.
 *
 *     slack('slack-alerts', { apiUrl: secretKey('alertmanager-receivers', 'slack-api-url'), channel: '#alerts' })
 *     // slack_configs: [{ api_url_file: /etc/secrets/alertmanager-receivers/slack-api-url, channel: '#alerts', ... }]
 */
export function slack(name: string, options: SlackOptions): Receiver {
  const { channel, message = usualMessage, sendResolved, apiUrl, botToken, appUrl } = options;
  if (!channelName.test(channel)) {
    throw mistake({ check: 'route/slack-channel', message: `'${channel}' is no Slack channel`, place: { subject: `receiver ${name}` }, fix: 'write #alerts, @somebody or the id of the channel' });
  }
  return receiver(name, {
    kind: 'slack',
    sendResolved,
    settings: {
      ...(botToken === undefined ? { api_url_file: credentialFile(name, 'apiUrl', apiUrl) } : { app_token_file: credentialFile(name, 'botToken', botToken) }),
      ...(appUrl === undefined ? {} : { app_url: checkedUrl(appUrl, `receiver ${name}`) }),
      channel,
      ...slackMessage(message),
    },
    secrets: [apiUrl, botToken],
    templates: slackTemplates(message),
  });
}
