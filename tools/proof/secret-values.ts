import { randomBytes } from 'node:crypto';
import { demoNamespace } from './demo-objects';

/** Who may use the bucket of logs. */
export const bucketUser = Object.freeze({ name: 'loki', password: randomBytes(16).toString('hex') });

/**
 * What stands in a Secret: addresses that lead to the demo's receiver, credentials of the stores that the proof starts,
 * and for any other key a random value.
 */
export function secretValue(secret: string, key: string): string {
  if (key === 'heartbeat-url') return `http://receiver.${demoNamespace}.svc:8080/heartbeat`;
  if (key === 'slack-api-url') return `http://receiver.${demoNamespace}.svc:8080/${secret.startsWith('canvascast') ? 'canvascast' : 'platform'}`;
  if (key === 'credentials') return `[default]\naws_access_key_id = ${bucketUser.name}\naws_secret_access_key = ${bucketUser.password}\n`;
  return randomBytes(16).toString('hex');
}
