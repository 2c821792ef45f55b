import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import { usualMessage } from '../template/message';
import { telegramMessage, telegramTemplates } from '../template/telegram';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { checkedUrl, credentialFile, receiver } from './receiver';

export interface TelegramOptions extends WordedReceiverOptions {
  readonly botToken: SecretKey;
  /** Number of the chat, negative for groups; a `SecretKey` where it should not stand in the repository. */
  readonly chat: number | SecretKey;
  /** Topic of a forum group. @default the general topic */
  readonly thread?: number;
  /** A Bot API server of your own. @default Alertmanager's, https://api.telegram.org */
  readonly apiUrl?: string;
}

/**
 * A Telegram chat.
 *
 *     telegram('telegram-oncall', { botToken: secretKey('alertmanager-receivers', 'telegram-token'), chat: -1001234567890 })
 *     // telegram_configs: [{ bot_token_file: ..., chat_id: -1001234567890, parse_mode: HTML, ... }]
 */
export function telegram(name: string, { botToken, chat, thread, apiUrl, message = usualMessage, sendResolved }: TelegramOptions): Receiver {
  if (typeof chat === 'number' && (!Number.isSafeInteger(chat) || chat === 0)) {
    throw mistake({ check: 'route/telegram-chat', message: `${chat} is no number of a chat`, place: { subject: `receiver ${name}` }, fix: 'ask the bot for it: groups have negative numbers such as -1001234567890' });
  }
  return receiver(name, {
    kind: 'telegram',
    sendResolved,
    settings: {
      ...(apiUrl === undefined ? {} : { api_url: checkedUrl(apiUrl, `receiver ${name}`) }),
      bot_token_file: credentialFile(name, 'botToken', botToken),
      ...(typeof chat === 'number' ? { chat_id: chat } : { chat_id_file: secretFile(chat) }),
      ...(thread === undefined ? {} : { message_thread_id: thread }),
      ...telegramMessage(message),
    },
    secrets: [botToken, typeof chat === 'number' ? undefined : chat],
    templates: telegramTemplates(message),
  });
}
