import type { RunningProgram } from '../component/running-program';
import { eventually } from '../component/running-program';
import type { FakeReceivers, Received } from './fake-receivers';

/** What arrived at a path, in the order of arrival. */
export function arrivedAt(fake: FakeReceivers, path: string, isWanted: (message: Received) => boolean = () => true): readonly Received[] {
  return fake.received.filter((message) => message.path.startsWith(path) && isWanted(message));
}

/** Waits for so many messages. */
export function awaitMessages(fake: FakeReceivers, programs: readonly RunningProgram[], path: string, isWanted?: (message: Received) => boolean, count = 1): Promise<readonly Received[]> {
  return eventually(`message ${String(count)} at ${path}`, () => Promise.resolve(arrivedAt(fake, path, isWanted).length >= count ? arrivedAt(fake, path, isWanted) : undefined), programs, 30);
}

/** The alerts of a message to a webhook, by their label `n`. */
export function alertsIn({ body }: Received): readonly string[] {
  const { alerts } = JSON.parse(body) as { readonly alerts: readonly { readonly labels: Readonly<Record<string, string>>; readonly status: string }[] };
  return alerts.map(({ labels, status }) => `${labels.n ?? ''} ${status}`).sort();
}
