import { open } from '../declaration';
import type { Counter, Gauge } from '../metric';
import { counter, gauge } from '../metric';
import { documented } from './provenance';

export const provenance = documented('https://github.com/rabbitmq/rabbitmq-server, deps/rabbitmq_prometheus/src/collectors/prometheus_rabbitmq_core_metrics_collector.erl');

const perQueue = { vhost: open({ expected: 2 }), queue: open({ expected: 10 }) } as const;

/** What RabbitMQ tells of its queues. */
export interface RabbitmqMetrics<Job extends string> {
  readonly ready: Gauge<'messages', typeof perQueue, Job>;
  /** Handed to consumers that acknowledge by themselves, and to those that do so by hand: the sum is what leaves the queue. */
  readonly delivered: Counter<'messages', typeof perQueue, Job>;
  readonly deliveredToAcknowledge: Counter<'messages', typeof perQueue, Job>;
}

/** The metrics of RabbitMQ's own endpoint `/metrics/per-object` under a job name of your own. */
export function rabbitmqMetrics<const Job extends string>(job: Job): RabbitmqMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: perQueue, unit: 'messages' } as const;
  return Object.freeze({
    ready: gauge('rabbitmq_queue_messages_ready', { ...own, help: 'Messages ready to be delivered to consumers', range: { min: 0 }, direction: 'highIsBad' }),
    delivered: counter('rabbitmq_queue_messages_delivered_total', { ...own, help: 'Total number of messages delivered from a queue to consumers in automatic acknowledgement mode' }),
    deliveredToAcknowledge: counter('rabbitmq_queue_messages_delivered_ack_total', { ...own, help: 'Total number of messages delivered from a queue to consumers in manual acknowledgement mode' }),
  });
}
