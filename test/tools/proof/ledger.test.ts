import { describe, expect, it } from '@jest/globals';
import { mistake } from '../../../lib/core/problem';
import { createLedger, must } from '../../../tools/proof/ledger';

describe('the ledger of a proof', () => {
  it('passes what gives a figure and fails what throws, with the reason', async () => {
    const shown: string[] = [];
    const ledger = createLedger((line) => shown.push(line));
    await ledger.prove('Faults', 'it comes back', () => Promise.resolve('after 3 s'));
    await ledger.prove('Faults', 'nothing is lost', () => {
      must(false, '10 lines in, 9 out');
      return Promise.resolve('never');
    });
    await ledger.prove('Faults', 'it answers', () => Promise.reject(mistake({ check: 'cluster/never-came', message: 'waited 3 s in vain', place: {}, fix: 'wait' })));
    ledger.notRun('Faults', 'grafana', 'no program');
    expect(ledger.outcomes().map(({ promise, figure, verdict }) => [promise, figure, verdict])).toEqual([
      ['it comes back', 'after 3 s', 'pass'],
      ['nothing is lost', '10 lines in, 9 out', 'fail'],
      ['it answers', 'waited 3 s in vain', 'fail'],
      ['grafana', 'no program', 'not run'],
    ]);
    expect(shown).toHaveLength(4);
    expect(shown[1]).toMatch(/^ +0 to +0 s {2}fail {5}nothing is lost: 10 lines in, 9 out$/);
  });

  it('fails a proof that does not come to its end, and adds nothing to one that does', async () => {
    const ledger = createLedger(() => undefined);
    await ledger.complete(() => Promise.resolve());
    expect(ledger.outcomes()).toEqual([]);
    await ledger.complete(() => Promise.reject(new Error('no node')));
    expect(ledger.outcomes()).toMatchObject([{ promise: 'it comes to its end', figure: 'no node', verdict: 'fail' }]);
  });
});
