import { test } from '@jest/globals';
import { sloTable } from '../../lib/rule/slo/table';
import { bakhmachSlos } from '../../rules/bakhmach/slos';
import { baselineSlos } from '../../rules/baseline/slos';
import { buatfilmSlos } from '../../rules/buatfilm/slos';
import { canvascastSlos } from '../../rules/canvascast/slos';
import { expectDocumented } from './documented';

test('the promises in docs/slo.md are those of the rules', () => {
  expectDocumented('docs/slo.md', 'promises', sloTable([...baselineSlos, ...canvascastSlos, ...buatfilmSlos, ...bakhmachSlos]));
});
