import { didYouMean } from '../../core/names';
import type { YamlMap, YamlNode } from '../../core/yaml-source';
import type { ModelIntegration, ModelReceiver } from '../model';
import { integrationKinds } from './fields';
import type { Reading } from './reading';

/** The receivers of a file, with what makes one of them unable to work. */
export function readReceivers(reading: Reading, config: YamlMap): ReadonlyMap<string, ModelReceiver> {
  const receivers = new Map<string, ModelReceiver>();
  const global = reading.map(config.get('global'), 'global');
  if (global !== undefined) checkGlobal(reading, global);
  for (const item of reading.list(config.get('receivers'), 'receivers')?.items ?? []) {
    const map = reading.map(item, 'a receiver');
    if (map === undefined) continue;
    const name = reading.text(map.get('name'), 'name') ?? '';
    if (name === '') reading.refuse('route/config', 'a receiver has no name', map.place, 'name it');
    else if (receivers.has(name)) reading.refuse('route/duplicate-name', `two receivers are called '${name}'`, map.place, 'rename one of them, or put the integrations of both into one');
    receivers.set(name, { name, integrations: readIntegrations(reading, map, global), discards: isNamedNobody(name) ? 'its name says so' : undefined, place: { subject: `receiver ${name}`, ...map.place } });
  }
  return receivers;
}

/** By old habit an alert is dropped by a receiver without integrations that is called null, or the like. */
function isNamedNobody(name: string): boolean {
  return /^(?:dev-?null|null|none|nobody|nowhere|no-?op|black-?hole|void|drop|discard|ignore|silent)$/i.test(name);
}

function readIntegrations(reading: Reading, map: YamlMap, global: YamlMap | undefined): readonly ModelIntegration[] {
  const fields = [...integrationKinds.keys()].map((kind) => `${kind}_configs`);
  return map.entries.flatMap(({ key, value }): readonly ModelIntegration[] => {
    if (key.text === 'name' || key.text === 'labels') return [];
    const kind = key.text.replace(/_configs$/, '');
    const sendsByDefault = integrationKinds.get(kind);
    if (sendsByDefault === undefined || kind === key.text) {
      reading.refuse('route/config', `a receiver has no field '${key.text}'`, key.place, didYouMean(key.text, fields) || `integrations are ${fields.join(', ')}`);
      return [];
    }
    return (reading.list(value, key.text)?.items ?? []).map((item) => {
      const settings = reading.map(item, `an entry of ${key.text}`);
      if (settings !== undefined) checkIntegration(reading, kind, settings, global);
      return { kind, sendsResolved: reading.flag(settings?.get('send_resolved'), 'send_resolved') ?? sendsByDefault };
    });
  });
}

type Needs = readonly (readonly [own: readonly string[], fromGlobal: readonly string[], what: string])[];

/** What an integration cannot do without, in its own settings or in the global ones. Source: config/config.go and notify/<kind>/config.go. */
const needs: Readonly<Record<string, Needs>> = {
  discord: [[['webhook_url', 'webhook_url_file'], [], 'address of a webhook']],
  email: [
    [['to'], [], 'recipient'],
    [['smarthost'], ['smtp_smarthost'], 'mail relay'],
    [['from'], ['smtp_from'], 'sender'],
  ],
  incidentio: [[['url', 'url_file'], [], 'address']],
  jira: [[['api_url'], ['jira_api_url'], 'address']],
  mattermost: [[['webhook_url', 'webhook_url_file'], ['mattermost_webhook_url', 'mattermost_webhook_url_file'], 'address of a webhook']],
  msteams: [[['webhook_url', 'webhook_url_file'], [], 'address of a webhook']],
  msteamsv2: [[['webhook_url', 'webhook_url_file'], [], 'address of a webhook']],
  opsgenie: [[['api_key', 'api_key_file'], ['opsgenie_api_key', 'opsgenie_api_key_file'], 'key']],
  pagerduty: [[['routing_key', 'routing_key_file', 'service_key', 'service_key_file'], [], 'key']],
  pushover: [
    [['user_key', 'user_key_file'], [], 'user key'],
    [['token', 'token_file'], [], 'token'],
  ],
  rocketchat: [
    [['token', 'token_file'], ['rocketchat_token', 'rocketchat_token_file'], 'token'],
    [['token_id', 'token_id_file'], ['rocketchat_token_id', 'rocketchat_token_id_file'], 'id of a token'],
  ],
  slack: [[['api_url', 'api_url_file', 'app_token', 'app_token_file'], ['slack_api_url', 'slack_api_url_file', 'slack_app_token', 'slack_app_token_file'], 'address of a webhook or token of a bot']],
  sns: [[['topic_arn', 'phone_number', 'target_arn'], [], 'topic, telephone number or target']],
  telegram: [
    [['bot_token', 'bot_token_file'], ['telegram_bot_token', 'telegram_bot_token_file'], 'token of a bot'],
    [['chat_id', 'chat_id_file'], [], 'chat'],
  ],
  victorops: [
    [['api_key', 'api_key_file'], ['victorops_api_key', 'victorops_api_key_file'], 'key'],
    [['routing_key'], [], 'routing key'],
  ],
  webex: [[['room_id'], [], 'room']],
  webhook: [[['url', 'url_file'], [], 'address']],
  wechat: [
    [['api_secret', 'api_secret_file'], ['wechat_api_secret', 'wechat_api_secret_file'], 'secret'],
    [['corp_id'], ['wechat_api_corp_id'], 'corporation'],
  ],
};

function checkIntegration(reading: Reading, kind: string, settings: YamlMap, global: YamlMap | undefined): void {
  for (const [own, fromGlobal, what] of needs[kind] ?? []) {
    if (own.some((field) => has(settings, field)) || fromGlobal.some((field) => has(global, field))) continue;
    const orGlobal = fromGlobal.length === 0 ? '' : `, or ${fromGlobal.join(' or ')} in global`;
    reading.refuse('route/receiver-incomplete', `the ${kind} integration has no ${what}`, settings.place, `set ${own.join(' or ')}${orGlobal}`);
  }
  checkFileAndValue(reading, settings, `the ${kind} integration`);
  checkInlineCredentials(reading, kind, settings);
  if (kind === 'slack') checkSlack(reading, settings);
  if (kind === 'pagerduty' && ['routing_key', 'routing_key_file'].some((field) => has(settings, field)) && ['service_key', 'service_key_file'].some((field) => has(settings, field))) {
    reading.warn('route/receiver-contradiction', 'the pagerduty integration has a routing key and a service key', settings.place, 'with a service key Alertmanager speaks the old protocol, in which a routing key means nothing', 'keep the routing key, of an integration "Events API v2"');
  }
  const address = kind === 'pagerduty' && ['service_key', 'service_key_file'].some((field) => has(settings, field)) ? reading.text(settings.get('url'), 'url') : undefined;
  if (address?.includes('/v2/') === true) {
    reading.warn('route/receiver-contradiction', 'the pagerduty integration has a service key and the address of the second interface', settings.place, 'with a service key Alertmanager speaks the old protocol to its own address, and drops the severity', 'set routing_key_file, of an integration "Events API v2"');
  }
}

/** Fields that stand in a file as well, and are no secret. */
const harmless: ReadonlySet<string> = new Set(['url', 'chat_id']);

/** Every credential has a field that names a file instead. */
function checkInlineCredentials(reading: Reading, kind: string, settings: YamlMap): void {
  for (const field of (needs[kind] ?? []).flatMap(([own]) => own.filter((name) => own.includes(`${name}_file`) && !harmless.has(name)))) {
    const value = settings.get(field);
    if (value === undefined || !has(settings, field)) continue;
    reading.warn('route/inline-credential', `the ${kind} integration holds a credential, ${field}`, value.place, 'whoever may read the configuration may use it, and version control keeps it for ever', `write it into a file, and name that by ${field}_file`);
  }
}

/** A credential stands in the file or in another file, not in both. */
function checkFileAndValue(reading: Reading, settings: YamlMap, what: string): void {
  for (const { key } of settings.entries) {
    const field = key.text.replace(/_file$/, '');
    if (field === key.text || !has(settings, field) || !has(settings, key.text)) continue;
    reading.refuse('route/receiver-contradiction', `${what} sets both ${field} and ${key.text}`, key.place, `keep ${key.text}, so that the credential stays out of this file`);
  }
}

/** Where a bot posts unless told otherwise. Source: config/config.go, DefaultGlobalConfig. */
const slackBotAddress = 'https://slack.com/api/chat.postMessage';

function checkGlobal(reading: Reading, global: YamlMap): void {
  checkFileAndValue(reading, global, 'global');
  const isBot = has(global, 'slack_app_token') || has(global, 'slack_app_token_file');
  const address = reading.text(global.get('slack_api_url'), 'slack_api_url');
  const botAddress = reading.text(global.get('slack_app_url'), 'slack_app_url') ?? slackBotAddress;
  if (isBot && (has(global, 'slack_api_url_file') || (address !== undefined && address !== botAddress))) {
    reading.refuse('route/receiver-contradiction', 'global sets the address of a Slack webhook and the token of a bot', global.place, 'keep one of the two');
  }
}

function checkSlack(reading: Reading, settings: YamlMap): void {
  const isWebhook = has(settings, 'api_url') || has(settings, 'api_url_file');
  if (isWebhook && (has(settings, 'app_token') || has(settings, 'app_token_file'))) {
    reading.refuse('route/receiver-contradiction', 'the slack integration sets the address of a webhook and the token of a bot', settings.place, 'keep one of the two');
  }
  if (reading.flag(settings.get('update_message'), 'update_message') === true && reading.text(settings.get('api_url'), 'api_url') !== slackBotAddress) {
    reading.refuse('route/receiver-contradiction', 'the slack integration updates messages, which only a bot can', settings.place, `set api_url: ${slackBotAddress} and the token as http_config.authorization, or remove update_message`);
  }
}

function has(map: YamlMap | undefined, field: string): boolean {
  return isSaid(map?.get(field));
}

function isSaid(node: YamlNode | undefined): boolean {
  return node !== undefined && !(node.kind === 'scalar' && node.text === '');
}
