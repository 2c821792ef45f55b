import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startStep } from '../../../tools/testing/run-step';

describe('a step that runs beside others', () => {
  let shown = '';
  beforeEach(() => {
    shown = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('shows its output when it is waited for, in one piece, and passes with status 0', async () => {
    const finish = startStep('the proof', process.execPath, ['-e', 'console.log("one"); console.error("two")']);
    expect(shown).toBe('\n== the proof: started beside what follows\n');
    expect(await finish()).toEqual({ passed: 1, failed: 0 });
    expect(shown).toMatch(/\n== the proof\n(one\ntwo|two\none)\n== the proof: passed after [\d.]+ s\n$/);
  });

  it('fails with any other status', async () => {
    expect(await startStep('the proof', process.execPath, ['-e', 'process.exit(3)'])()).toEqual({ passed: 0, failed: 1 });
    expect(shown).toContain('== the proof: failed with status 3 after');
  });
});
