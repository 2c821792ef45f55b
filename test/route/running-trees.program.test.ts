import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { loadForeign } from '../../lib/route/foreign/load';
import type { LabelValuesByName } from '../../lib/route/matcher/matcher';
import type { Delivery, Simulation } from '../../lib/route/simulate';
import { simulate } from '../../lib/route/simulate';
import { eventually } from '../component/running-program';
import type { FakeReceivers } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanagerOn } from './running-alertmanager';
import type { Orchard } from './running-tree';
import { orchard, sortedText } from './running-tree';

/** Random trees on a running Alertmanager: what arrives at a webhook is what the simulator says, group by group. */
jest.setTimeout(120_000);

const trees = 300;

/** A message, or what all routes of one group are expected to send. */
interface Message {
  readonly receiver: string;
  readonly groupLabels: LabelValuesByName;
  readonly alerts: readonly LabelValuesByName[];
}

let fake: FakeReceivers;
let alertmanager: RunningAlertmanager;
let planted: Orchard;
let simulations: readonly (readonly [labels: LabelValuesByName, Simulation])[];

beforeAll(async () => {
  fake = await startFakeReceivers();
  const now = new Date();
  planted = orchard(trees, 6, `${fake.http}/orchard`, now, 20_260_104);
  const { model, problems } = loadForeign(planted.config, 'alertmanager.yml');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  simulations = planted.alerts.flatMap((firing) => firing.map((labels) => [labels, simulate(model, labels, { at: now, firing })] as const));
  alertmanager = await startAlertmanagerOn(planted.config);
  const startsAt = new Date();
  await alertmanager.send(...simulations.map(([labels]) => ({ labels, startsAt })));
});

afterAll(async () => {
  await alertmanager.stop();
  await fake.stop();
});

/** What arrived, without what is merely repeated. */
function arrived(): readonly Message[] {
  return fake.received.map(({ body }) => {
    const { receiver, groupLabels, alerts } = JSON.parse(body) as { readonly receiver: string; readonly groupLabels: LabelValuesByName; readonly alerts: readonly { readonly labels: LabelValuesByName }[] };
    return { receiver, groupLabels, alerts: alerts.map(({ labels }) => labels) };
  });
}

function textOf({ receiver, groupLabels, alerts }: Message): string {
  return `${receiver} ${sortedText(groupLabels)}: ${alerts.map(sortedText).sort().join(' ')}`;
}

const isSilent = ({ muted }: Delivery): boolean => muted !== undefined;

/** The messages that the simulator predicts, each with the routes that lead to it. */
function predicted(): ReadonlyMap<string, readonly Delivery[]> {
  const groups = new Map<Delivery['route'], Map<string, { readonly delivery: Delivery; readonly alerts: LabelValuesByName[] }>>();
  for (const [labels, { deliveries, inhibited }] of simulations) {
    for (const delivery of deliveries) {
      if (inhibited !== undefined || isSilent(delivery)) continue;
      const ofRoute = groups.get(delivery.route) ?? new Map<string, { readonly delivery: Delivery; readonly alerts: LabelValuesByName[] }>();
      groups.set(delivery.route, ofRoute);
      const key = sortedText(delivery.groupKey);
      const group = ofRoute.get(key) ?? { delivery, alerts: [] };
      ofRoute.set(key, group);
      group.alerts.push(labels);
    }
  }
  const messages = new Map<string, readonly Delivery[]>();
  for (const { delivery, alerts } of [...groups.values()].flatMap((ofRoute) => [...ofRoute.values()])) {
    const text = textOf({ receiver: delivery.receiver, groupLabels: delivery.groupKey, alerts });
    messages.set(text, [...(messages.get(text) ?? []), delivery]);
  }
  return messages;
}

describe('300 random trees on a running Alertmanager', () => {
  test('are told whom the simulator says, in the groups that it says, and nobody else', async () => {
    const wanted = predicted();
    await eventually('all messages', () => {
      const came = new Set(arrived().map(textOf));
      return Promise.resolve([...wanted.keys()].every((text) => came.has(text)) ? true : undefined);
    }, [alertmanager.program], 30).catch(() => undefined);
    // A group that is formed later is looked at later, and whatever was due before it has gone out.
    await alertmanager.send({ labels: { alertname: 'Marker' }, startsAt: new Date() });
    await eventually('the marker', () => Promise.resolve(arrived().some(({ receiver }) => receiver === 'default') ? true : undefined), [alertmanager.program], 30);
    const came = new Set(arrived().filter(({ receiver }) => receiver !== 'default').map(textOf));
    expect([...came].sort()).toEqual([...wanted.keys()].sort());
  });

  test('repeat what the simulator says is to be repeated, and nothing else', async () => {
    const counts = (): ReadonlyMap<string, number> => {
      const found = new Map<string, number>();
      for (const message of arrived()) found.set(textOf(message), (found.get(textOf(message)) ?? 0) + 1);
      return found;
    };
    // Routes with the same message may have the same key in Alertmanager's log of notifications.
    const clear = [...predicted()].flatMap(([text, [delivery, ...others]]) => (delivery === undefined || others.length > 0 ? [] : [[text, delivery] as const]));
    const repeating = clear.filter(([, { repeatInterval }]) => repeatInterval.milliseconds === 1000).map(([text]) => text);
    const once = clear.filter(([, { repeatInterval }]) => repeatInterval.milliseconds > 1000).map(([text]) => text);
    expect(repeating.length).toBeGreaterThan(50);
    expect(once.length).toBeGreaterThan(200);
    await eventually('every repetition', () => {
      const found = counts();
      return Promise.resolve(repeating.every((text) => (found.get(text) ?? 0) >= 2) ? true : undefined);
    }, [alertmanager.program], 30);
    const found = counts();
    expect(once.filter((text) => found.get(text) !== 1)).toEqual([]);
  });

  test('were no idle play', () => {
    const deliveries = simulations.flatMap(([, simulation]) => simulation.deliveries);
    const groups = [...predicted().keys()];
    expect(simulations.filter(([, { inhibited }]) => inhibited !== undefined).length).toBeGreaterThan(40);
    expect(deliveries.filter(isSilent).length).toBeGreaterThan(100);
    expect(simulations.filter(([, simulation]) => simulation.deliveries.length > 1).length).toBeGreaterThan(80);
    expect(groups.filter((text) => text.split('["alertname"').length > 3).length).toBeGreaterThan(50);
    expect(groups.length).toBeGreaterThan(600);
  });
});
