import type { Quantity } from '../../core/quantity';
import { mebibytes } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import { diskStorage } from './pipeline';

export interface QueueOptions {
  /** Most bytes that wait on disk while the other side is away. */
  readonly size: Quantity<'bytes'>;
  /** What happens when the queue is full: the sender waits, or is told to come again. */
  readonly whenFull: 'wait' | 'refuse';
  /** How long a batch is tried; undefined means until it succeeds. */
  readonly giveUpAfter?: string;
}

/** Large enough for good compression, small enough for every receiver of the stack (4 MiB for gRPC by default). */
const batchSize = mebibytes(1);

/**
 * Queue and retries of an exporter. The queue lies on disk and survives a restart; batches are made as data leaves it,
 * because a batch processor in front of it would acknowledge data that is nowhere yet.
 */
export function persistentQueue({ size, whenFull, giveUpAfter = '0s' }: QueueOptions): Readonly<Record<string, Data>> {
  return {
    sending_queue: {
      enabled: true,
      storage: diskStorage,
      sizer: 'bytes',
      queue_size: Math.floor(size.value),
      block_on_overflow: whenFull === 'wait',
      batch: { flush_timeout: '1s', min_size: batchSize.value / 2, max_size: batchSize.value },
    },
    // Zero means for ever.
    retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: giveUpAfter },
  };
}
