import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { emailMessage, emailTemplates } from '../template/email';
import { usualMessage } from '../template/message';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { credentialFile, receiver } from './receiver';

export interface EmailOptions extends WordedReceiverOptions {
  readonly to: string | readonly [string, ...string[]];
  readonly from: string;
  /** The mail server, `host:port`. Without one no mail ever leaves, so there is no default. */
  readonly relay: string;
  /** @default the relay is used without a login */
  readonly login?: { readonly username: string; readonly password: SecretKey };
  /** False only for a relay inside the cluster that offers no TLS. @default true */
  readonly requireTls?: boolean;
}

const address = /^[^\s@,]+@[^\s@,]+$/;

/**
 * Mail through a relay.
 *
 *     email('mail-oncall', { to: 'oncall@example.org', from: 'belfry@example.org', relay: 'smtp.example.org:587',
 *                            login: { username: 'belfry', password: secretKey('alertmanager-receivers', 'smtp-password') } })
 *     // email_configs: [{ to: oncall@example.org, smarthost: smtp.example.org:587, auth_password_file: ..., ... }]
 */
export function email(name: string, { to, from, relay, login, requireTls = true, message = usualMessage, sendResolved }: EmailOptions): Receiver {
  const subject = `receiver ${name}`;
  const recipients = typeof to === 'string' ? [to] : to;
  for (const one of [...recipients, from]) {
    if (!address.test(one)) throw mistake({ check: 'route/email-address', message: `'${one}' is no mail address`, place: { subject }, fix: 'write somebody@example.org, and several recipients as a list' });
  }
  if (!/^[^\s:]+:\d+$/.test(relay)) throw mistake({ check: 'route/email-relay', message: `'${relay}' is no mail relay`, place: { subject }, fix: 'write host:port, as in smtp.example.org:587' });
  return receiver(name, {
    kind: 'email',
    sendResolved,
    settings: {
      to: recipients.join(', '),
      from,
      smarthost: relay,
      ...(login === undefined ? {} : { auth_username: login.username, auth_password_file: credentialFile(name, 'login.password', login.password) }),
      require_tls: requireTls,
      ...emailMessage(message),
    },
    secrets: [login?.password],
    templates: emailTemplates(message),
  });
}
