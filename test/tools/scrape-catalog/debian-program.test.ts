import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { debianProgram } from '../../../tools/scrape-catalog/debian-program';

test('a program of Debian is found where commands are looked for', () => {
  expect(basename(debianProgram('bash', 'bash'))).toBe('bash');
});

test('one that is missing is named with the command that installs it', () => {
  expect(() => debianProgram('no-such-server', 'no-such-package')).toThrow(/there is no program 'no-such-server'[^]*apt-get install --no-install-recommends no-such-package/);
});
