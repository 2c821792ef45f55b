import { expect, it } from '@jest/globals';
import { processorsIn } from '../../../tools/cluster/processors';

it.each([
  ['0-1\n', [0, 1]],
  ['0', [0]],
  ['0-1,4,6-7', [0, 1, 4, 6, 7]],
])('the processors in %j', (list, expected) => {
  expect(processorsIn(list)).toEqual(expected);
});
