import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import { sharedTemplates, titleOf } from '../template/common';
import { usualMessage } from '../template/message';
import type { Receiver, WordedReceiverOptions } from './receiver';
import { checkedUrl, receiver } from './receiver';

export type SmsOptions = WordedReceiverOptions & {
  /** AWS region: `eu-central-1`. */
  readonly region: string;
  /**
   * A shared credentials file (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). Alertmanager takes no
   * file for an SNS key, so the file is named to the AWS library through the environment.
   * @default the identity of the pod (IAM role for service accounts)
   */
  readonly credentials?: SecretKey;
  /** Role to assume. @default none */
  readonly roleArn?: string;
  /** @default the region's own, https://sns.<region>.amazonaws.com */
  readonly apiUrl?: string;
} & ({ readonly phoneNumber: string; readonly topicArn?: never } | { readonly topicArn: string; readonly phoneNumber?: never });

/**
 * Short messages through Amazon SNS, to one telephone or to everybody who subscribed to a topic.
 *
 *     sms('sms-oncall', { region: 'eu-central-1', phoneNumber: '+491711234567', credentials: secretKey('aws', 'credentials') })
 *     // sns_configs: [{ sigv4: { region: eu-central-1 }, phone_number: '+491711234567', ... }]
 */
export function sms(name: string, { region, credentials, roleArn, apiUrl, phoneNumber, topicArn, message = usualMessage, sendResolved }: SmsOptions): Receiver {
  const subject = `receiver ${name}`;
  // https://www.itu.int/rec/T-REC-E.164: a plus sign and at most 15 digits.
  if (phoneNumber !== undefined && !/^\+[1-9]\d{1,14}$/.test(phoneNumber)) {
    throw mistake({ check: 'route/sms-number', message: `'${phoneNumber}' is no telephone number`, place: { subject }, fix: 'write it with the country code: +491711234567' });
  }
  if (topicArn !== undefined && !/^arn:aws[-a-z]*:sns:/.test(topicArn)) {
    throw mistake({ check: 'route/sms-topic', message: `'${topicArn}' is no SNS topic`, place: { subject }, fix: 'write arn:aws:sns:<region>:<account>:<topic>' });
  }
  return receiver(name, {
    kind: 'sns',
    sendResolved,
    settings: {
      ...(apiUrl === undefined ? {} : { api_url: checkedUrl(apiUrl, subject) }),
      sigv4: { region, ...(roleArn === undefined ? {} : { role_arn: roleArn }) },
      ...(phoneNumber === undefined ? { topic_arn: topicArn } : { phone_number: phoneNumber }),
      // A short message is its title. SMS has no subject; for a topic that also mails, SNS allows one line of 100 characters.
      subject: titleOf(message),
      message: titleOf(message),
    },
    secrets: [credentials],
    templates: sharedTemplates(message),
    environment: credentials === undefined ? [] : [{ name: 'AWS_SHARED_CREDENTIALS_FILE', value: secretFile(credentials) }],
  });
}
