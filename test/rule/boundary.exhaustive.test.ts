import { describe, expect, test } from '@jest/globals';
import { alertsOf } from '../../lib/rule/group';
import { deriveBoundary } from '../../lib/rule/scenario/boundary';
import { filesFor, joined } from '../../lib/rule/scenario/promtool-test';
import { amongStrangers } from '../../lib/rule/scenario/strangers';
import { systems } from '../../rules/index';
import { proofSettings, runProofs } from './promtool';

/** Scenarios that nobody wrote, derived from the expressions, on the real engine. */
describe.each(systems)('$title', ({ name, groups }) => {
  const alerts = alertsOf(groups);
  const derived = alerts.map((alert) => ({ alert, ...deriveBoundary(alert, groups) }));

  test('nothing fires below a threshold, everything above it fires after its time and not before, and ends', async () => {
    const { passed, output } = await runProofs(joined(derived.filter(({ proofs }) => proofs.length > 0).map(({ alert, proofs }) => filesFor([alert], groups, proofs, proofSettings))));
    const bounded = derived.filter(({ boundaries }) => boundaries > 0);
    process.stdout.write(`${name}: alerts ${alerts.length}, at a derived boundary ${bounded.length}, with ${derived.flatMap(({ proofs }) => proofs).length} derived scenarios; by hand alone: ${derived.filter(({ boundaries }) => boundaries === 0).map(({ alert }) => alert.name).join(', ')}\n`);
    expect({ passed, output }).toEqual({ passed: true, output: expect.not.stringContaining('FAILED') });
  }, 400_000);

  test("somebody else's series change nothing", async () => {
    const { passed, output } = await runProofs(joined(alerts.map((alert) => filesFor([alert], groups, amongStrangers(alert, groups), proofSettings))));
    expect({ passed, output }).toEqual({ passed: true, output: expect.not.stringContaining('FAILED') });
  }, 400_000);
});
