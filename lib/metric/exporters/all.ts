import type { Declared } from '../catalog';
import * as alertmanager from './alertmanager';
import * as blackbox from './blackbox';
import * as blackboxExporter from './blackbox-exporter';
import * as cadvisor from './cadvisor';
import * as collector from './collector';
import * as coredns from './coredns';
import * as grafana from './grafana';
import * as jaeger from './jaeger';
import * as kubeApiserver from './kube-apiserver';
import * as kubelet from './kubelet';
import * as kubeStateMetrics from './kube-state-metrics';
import * as kubeStateMetricsSelf from './kube-state-metrics-self';
import * as loki from './loki';
import * as nodeExporter from './node-exporter';
import * as postgres from './postgres';
import * as processExporter from './process-exporter';
import * as prometheus from './prometheus';
import type { Provenance } from './provenance';
import * as rabbitmq from './rabbitmq';
import * as redis from './redis';
import * as spanMetrics from './span-metrics';

/** An exporter or a component, with the part of its metrics that is declared with types. */
export interface Exporter {
  /** The name of the file of its declarations. */
  readonly name: string;
  readonly provenance: Provenance;
  readonly metrics: readonly Declared[];
}

/** Everything that a stack of Belfry scrapes by itself. */
export const stackExporters: readonly Exporter[] = [
  exporter('alertmanager', alertmanager),
  exporter('blackbox', blackbox),
  exporter('blackbox-exporter', blackboxExporter),
  exporter('cadvisor', cadvisor),
  exporter('collector', collector),
  exporter('grafana', grafana),
  exporter('jaeger', jaeger),
  exporter('kube-apiserver', kubeApiserver),
  exporter('kube-state-metrics', kubeStateMetrics),
  exporter('kube-state-metrics-self', kubeStateMetricsSelf),
  exporter('kubelet', kubelet),
  exporter('loki', loki),
  exporter('node-exporter', nodeExporter),
  exporter('prometheus', prometheus),
  exporter('span-metrics', spanMetrics),
];

/** What people bring, here under the name of the program as job: a declaration is made for each job that exports it. */
export const broughtExporters: readonly Exporter[] = [
  brought('coredns', coredns.provenance, coredns.corednsMetrics('coredns')),
  brought('postgres', postgres.provenance, postgres.postgresMetrics('postgres')),
  brought('process-exporter', processExporter.provenance, processExporter.processMetrics('process-exporter')),
  brought('rabbitmq', rabbitmq.provenance, rabbitmq.rabbitmqMetrics('rabbitmq')),
  brought('redis', redis.provenance, redis.redisMetrics('redis')),
];

function brought(name: string, provenance: Provenance, metrics: object): Exporter {
  return Object.freeze({ name, provenance, metrics: Object.values(metrics).filter(isDeclared) });
}

/** The declarations are whatever the file exports, so that none can be forgotten here. */
function exporter(name: string, module: Readonly<Record<string, unknown>> & { readonly provenance: Provenance }): Exporter {
  return Object.freeze({ name, provenance: module.provenance, metrics: Object.values(module).filter(isDeclared) });
}

function isDeclared(value: unknown): value is Declared {
  return typeof value === 'object' && value !== null && 'declaration' in value;
}
