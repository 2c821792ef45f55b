import { describe, expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { secretFile, secretFilesNamedIn, secretKey } from '../../lib/core/secret';

describe('secretKey', () => {
  test('names one key of an existing Secret, and the file that every component finds it in', () => {
    const key = secretKey('pagerduty', 'routing-key');
    expect({ ...key }).toMatchObject({ secret: 'pagerduty', key: 'routing-key' });
    expect(secretFile(key)).toBe('/etc/secrets/pagerduty/routing-key');
  });

  test.each([
    ['xoxb-1234 with spaces', 'token', 'secret/name'],
    ['Slack', 'token', 'secret/name'],
    ['slack.', 'token', 'secret/name'],
    ['slack', 'https://hooks.slack.example/T0/B0', 'secret/key'],
    ['slack', '..', 'secret/key'],
    ['slack', '', 'secret/key'],
  ])('refuses %s and %s, which Kubernetes would refuse', (secret, key, check) => {
    expect(() => secretKey(secret, key)).toThrow(BelfryError);
    expect(() => secretKey(secret, key)).toThrow(check);
  });

  test.each(['a', 'a.b', 'tls-2024', 'ca.crt', 'user_name'])('takes the key %s', (key) => {
    expect(secretKey('a.b-c', key).key).toBe(key);
  });
});

describe('secretFilesNamedIn', () => {
  test('finds each file once, in order', () => {
    expect(secretFilesNamedIn('a: /etc/secrets/b/key\nb: "/etc/secrets/a/k.2"\nc: /etc/secrets/b/key, /etc/other/x\n')).toEqual(['a/k.2', 'b/key']);
  });
});
