import { expect, test } from '@jest/globals';
import { systems } from '../../rules/index';
import { survivorsOf } from './mutation';

test.each(systems)('no wrong spot in an alert of $title goes unnoticed', async ({ name, groups }) => {
  const { mutants, survivors } = await survivorsOf(groups);
  process.stdout.write(`${name}: mutants ${mutants}, killed ${mutants - survivors.length}\n`);
  expect(survivors.map(({ alert, change }) => `${alert.name}: ${change}`)).toEqual([]);
}, 600_000);
