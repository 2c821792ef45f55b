import { createClient } from '@redis/client';

/** What the API keeps in Redis: how many requests it has served. */
export interface Counter {
  /** Counts one more and gives how many there are. Rejects when Redis does not answer within the patience. */
  readonly next: () => Promise<number>;
  /** Whether Redis answers within the patience. */
  readonly answers: () => Promise<boolean>;
  /** Ends the connection, and the attempts to have one. */
  readonly end: () => void;
}

/** How many commands may wait for an answer of a Redis that is connected and silent; one more is refused at once. */
const waiting = 100;

/** Connects to Redis, now and whenever it comes back. What is asked while it is away fails at once: nothing waits for its return. */
export function counterIn(url: string, patience: number): Counter {
  const client = createClient({ url, disableOfflineQueue: true, commandsQueueMaxLength: waiting, socket: { connectTimeout: patience, reconnectStrategy: 500 } });
  // A client without a listener ends the process when the connection breaks; each command tells of it by itself.
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return {
    next: () => within(patience, client.incr('requests')),
    answers: () => within(patience, client.ping()).then(() => true, () => false),
    end: () => {
      client.destroy();
    },
  };
}

async function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
