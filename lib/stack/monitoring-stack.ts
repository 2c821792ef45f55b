import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { addAlertmanager } from '../component/alertmanager/alertmanager';
import { addBlackboxExporter } from '../component/blackbox-exporter/blackbox-exporter';
import { addAgent } from '../component/collector/agent';
import { addBalancer } from '../component/collector/balancer';
import { addGateway } from '../component/collector/gateway';
import { redactionRules } from '../component/collector/redaction';
import { agentQueue, agentResources, balancerResources, gatewayQueues, gatewayResources } from '../component/collector/sizing';
import type { GrafanaSecrets } from '../component/grafana/config';
import { databaseSecrets } from '../component/grafana/database';
import { addDashboards, addGrafana } from '../component/grafana/grafana';
import { addJaeger } from '../component/jaeger/jaeger';
import { traceStoreSecrets } from '../component/jaeger/store';
import { addKubeStateMetrics } from '../component/kube-state-metrics/kube-state-metrics';
import { addLoginProxy } from '../component/login-proxy/login-proxy';
import { addLoki } from '../component/loki/loki';
import { storeSecrets } from '../component/loki/store';
import { addNodeExporter } from '../component/node-exporter/node-exporter';
import { addPrometheus } from '../component/prometheus/prometheus';
import type { MetricDrop } from '../component/prometheus/scrape-job';
import { secretsOf } from '../component/prometheus/scrape-job';
import { prometheusResources } from '../component/prometheus/sizing';
import type { Connection } from '../component/shared/connection';
import { addGate } from '../component/shared/exposure';
import type { StackIdentity } from '../component/shared/identity';
import { constructPath, serviceHost, serviceUrl } from '../component/shared/identity';
import type { Placement } from '../component/shared/placement';
import { podHosts } from '../component/shared/placement';
import type { PolicyException } from '../component/shared/policy';
import { addRules, ruleParts } from '../component/shared/rule-files';
import { addSecrets } from '../component/shared/secret-source';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { SecretKey } from '../core/secret';
import { secretKey } from '../core/secret';
import { checkProps, stackIdentity } from './check-props';
import type { ComponentId } from './components';
import { components } from './components';
import { connectionTables } from './connections-page';
import { behind, componentsOf, entryOf, entryService, loginProxies, replicasOf } from './layout';
import { stackEdges } from './edges';
import { waves } from './gitops/waves';
import { addNamespaces, priorityClassNames } from './namespaces';
import { usualNetwork } from './network';
import { externalLabels, prometheusOptions, scrapeDefaults, stackJobs } from './observation';
import type { MonitoringStackProps } from './props';
import { placement } from './topology';
import { volumes } from './volumes';

export type { MonitoringStackProps } from './props';
export { haProfile } from './ha-profile';
export type { HaProfileOptions } from './ha-profile';
export type { Profile } from './profile';
export { smallProfile } from './small-profile';

/** What a stack came to, for whoever writes it down, checks it or documents it. */
export interface MonitoringStack {
  /** One chart for each file of the environment; its id is the name of the file. */
  readonly charts: readonly Chart[];
  readonly identity: StackIdentity;
  /** When each component comes up, by its name: after all that it calls. */
  readonly waves: ReadonlyMap<ComponentId, number>;
  /** Every job that Prometheus has, and what it drops. */
  readonly scrapeJobs: readonly { readonly name: string; readonly drops: readonly MetricDrop[] }[];
  /** Keys of Secrets that must exist before the stack starts. */
  readonly secrets: readonly SecretKey[];
  /** Who may talk to whom. Everything else is denied. */
  readonly connections: readonly { readonly component: ComponentId; readonly inbound: readonly Connection[]; readonly outbound: readonly Connection[] }[];
  /** The same as Markdown, for whoever reviews it. */
  readonly connectionTables: string;
  /** Lines of the manifest policy that a component does not keep, and why. */
  readonly exceptions: readonly (PolicyException & { readonly component: ComponentId })[];
}

const usualGrafanaSecrets: GrafanaSecrets = {
  adminUser: secretKey('grafana-admin', 'user'),
  adminPassword: secretKey('grafana-admin', 'password'),
  encryptionKey: secretKey('grafana-admin', 'encryption-key'),
};

/**
 * A whole monitoring stack as one chart for each component.
 *
 *     const stack = monitoringStack(app, { environment: 'small', clusterName: 'production', profile: smallProfile(), ... });
 *
 * @throws BelfryError when the input is something that Kubernetes or a component would refuse
 */
export function monitoringStack(scope: Construct, props: MonitoringStackProps): MonitoringStack {
  const stack = stackIdentity(props);
  const { profile, network = usualNetwork, externalUrls = {}, grafana = usualGrafanaSecrets } = props;
  const { workload, storageClass, exposure } = profile;
  const jobs = stackJobs(props);
  checkProps(stack, props, jobs.own, scrapeDefaults(workload));
  const sizes = volumes(stack, profile);
  const edges = stackEdges(stack, props, network);
  const priorities = priorityClassNames(stack);
  const place = (id: ComponentId): Placement => placement(stack, profile, id, edges, network, priorities[components[id].home]);
  const rules = ruleParts(stack, 'prometheus', props.ruleFiles);
  const logRules = ruleParts(stack, 'loki', props.logRuleFiles ?? []);
  const present = componentsOf(profile);
  const charts: Chart[] = [];
  const add = (id: string, fill: (target: Chart) => void): void => {
    const target = new Chart(scope, id);
    fill(target);
    charts.push(target);
  };

  // kubectl applies the files of a folder in the order of their names, and a namespace comes before what stands in it.
  add('00-namespaces', (target) => { addNamespaces(target, stack); });
  add('prometheus', (target) => {
    addPrometheus(target, {
      placement: place('prometheus'),
      config: prometheusOptions(stack, props, sizes.prometheus),
      rules,
      resources: prometheusResources(workload),
      volume: { size: sizes.prometheus, storageClass },
      externalUrl: externalUrls.prometheus,
    });
  });
  add('prometheus-rules', (target) => { addRules(target, place('prometheus'), rules); });
  add('alertmanager', (target) => {
    addAlertmanager(target, { stack, placement: place('alertmanager'), input: props.alertmanager, storageClass, externalUrl: externalUrls.alertmanager });
  });
  add('loki', (target) => {
    addLoki(target, {
      placement: place('loki'),
      estimate: workload,
      store: profile.logStore,
      data: { size: sizes.loki, storageClass },
      wal: { size: sizes.lokiWal, storageClass },
      ...(logRules.length === 0
        ? {}
        : { rules: { parts: logRules, externalLabels: externalLabels(stack), alertmanagers: everyReplica('alertmanager', place('alertmanager')), grafana: externalUrls.grafana } }),
    });
  });
  if (logRules.length > 0) add('loki-rules', (target) => { addRules(target, place('loki'), logRules); });
  add('grafana', (target) => {
    addGrafana(target, {
      placement: place('grafana'),
      config: { secrets: grafana, externalUrl: externalUrls.grafana, database: profile.grafanaDatabase, login: exposure?.hosts.grafana === undefined ? undefined : exposure.login },
      dataSources: {
        prometheus: serviceUrl(stack, components.prometheus, 'http'),
        alertmanager: serviceUrl(stack, components.alertmanager, 'http'),
        loki: serviceUrl(stack, components.loki, 'http'),
        jaeger: serviceUrl(stack, components.jaeger, 'query'),
        scrapeInterval: workload.scrapeInterval,
      },
      dashboards: props.dashboards,
      storageClass,
    });
    if (exposure?.hosts.grafana !== undefined) addGate(target, place('grafana'), exposure.gate, exposure.hosts.grafana, { name: 'http', number: components.grafana.ports.http.number });
  });
  add('grafana-dashboards', (target) => { addDashboards(target, place('grafana'), props.dashboards); });
  add('jaeger', (target) => {
    addJaeger(target, {
      placement: place('jaeger'),
      config: { retention: workload.retention.traces, prometheus: serviceUrl(stack, components.prometheus, 'http'), store: profile.traceStore },
      sampling: profile.sampling.atSource,
      volume: { size: sizes.jaeger, storageClass },
    });
  });
  const gateway = components['otel-collector-gateway'];
  add('otel-collector-agent', (target) => {
    addAgent(target, {
      placement: place('otel-collector-agent'),
      config: {
        gateway: `${entryService}.${stack.namespace}.svc:${String(gateway.ports['otlp-grpc'].number)}`,
        clusterName: stack.clusterName,
        self: { namespace: stack.nodeNamespace, name: 'otel-collector-agent' },
        queue: agentQueue(workload),
      },
      resources: agentResources(workload),
    });
  });
  if (replicasOf(profile, 'otel-collector-balancer') > 0) {
    add('otel-collector-balancer', (target) => {
      addBalancer(target, {
        placement: place('otel-collector-balancer'),
        config: { gateways: `${gateway.name}.${stack.namespace}`, port: gateway.ports['otlp-grpc'].number, clusterName: stack.clusterName },
        resources: balancerResources(workload),
      });
    });
  }
  const sampling = profile.sampling.afterwards === 'keep-all' ? undefined : profile.sampling.afterwards;
  add('otel-collector-gateway', (target) => {
    addGateway(target, {
      placement: place('otel-collector-gateway'),
      config: {
        loki: serviceUrl(stack, components.loki, 'http'),
        jaeger: serviceUrl(stack, components.jaeger, 'otlp-http'),
        prometheus: everyReplica('prometheus', place('prometheus')),
        clusterName: stack.clusterName,
        behindBalancer: entryOf(profile) !== 'otel-collector-gateway',
        sampling,
        spanRate: workload.spanRate,
        flushInterval: workload.scrapeInterval,
        queues: gatewayQueues(workload),
        redaction: props.redaction ?? redactionRules,
      },
      resources: gatewayResources(workload, sampling),
      volume: { size: sizes.gateway, storageClass },
    });
  });
  add('node-exporter', (target) => { addNodeExporter(target, place('node-exporter')); });
  add('kube-state-metrics', (target) => { addKubeStateMetrics(target, { placement: place('kube-state-metrics'), estimate: workload }); });
  add('blackbox-exporter', (target) => { addBlackboxExporter(target, { placement: place('blackbox-exporter'), probes: props.probes }); });

  if (exposure !== undefined) {
    for (const id of loginProxies.filter((proxy) => replicasOf(profile, proxy) > 0)) {
      const host = exposure.hosts[behind[id]] ?? '';
      add(id, (target) => {
        addLoginProxy(target, { placement: place(id), login: exposure.login, host, upstream: userInterfaces(stack)[behind[id]] });
        addGate(target, place(id), exposure.gate, host, { name: 'http', number: components[id].ports.http.number });
      });
    }
  }

  const secrets: readonly SecretKey[] = [
    grafana.adminUser,
    grafana.adminPassword,
    grafana.encryptionKey,
    ...databaseSecrets(profile.grafanaDatabase),
    ...storeSecrets(profile.logStore),
    ...(exposure === undefined ? [] : [exposure.login.clientSecret, exposure.login.cookieSecret]),
    ...traceStoreSecrets(profile.traceStore),
    ...props.alertmanager.secrets,
    ...props.scrape.flatMap(secretsOf),
  ];
  const { secretSource } = props;
  if (secretSource !== undefined && secretSource.kind !== 'existing') {
    add('secrets', (target) => {
      const missing = addSecrets(target, stack, secretSource, secrets);
      refuse(missing.map((key) => notSealed(stack, key)));
    });
  }

  return {
    charts,
    identity: stack,
    waves: waves(edges, present),
    scrapeJobs: jobs.all,
    secrets,
    connections: present.map((component) => {
      const { inbound, outbound } = place(component);
      return { component, inbound, outbound };
    }),
    connectionTables: connectionTables(edges, present),
    exceptions: present.flatMap((component) => components[component].exceptions.map((exception) => ({ component, ...exception }))),
  };
}

/** Where something must be told to every replica: the Service is enough for one, several each need their own copy. */
function everyReplica(id: 'prometheus' | 'alertmanager', placement: Placement): readonly string[] {
  if (placement.replicas === 1) return [`http://${serviceHost(placement.stack, components[id])}:${String(components[id].ports.http.number)}`];
  return podHosts(placement).map((host) => `http://${host}:${String(components[id].ports.http.number)}`);
}

/** The user interfaces that have no login of their own. */
function userInterfaces(stack: StackIdentity): Readonly<Record<'prometheus' | 'alertmanager' | 'jaeger', string>> {
  return {
    prometheus: serviceUrl(stack, components.prometheus, 'http'),
    alertmanager: serviceUrl(stack, components.alertmanager, 'http'),
    jaeger: serviceUrl(stack, components.jaeger, 'query'),
  };
}

function notSealed(stack: StackIdentity, { secret, key }: SecretKey): Problem {
  return {
    check: 'stack/secret-not-sealed',
    severity: 'error',
    message: `there is no sealed text for the key '${key}' of the Secret '${secret}'`,
    place: { subject: constructPath(stack, 'secrets', secret) },
    why: 'the component that mounts it would not start',
    fix: `seal it with kubeseal for the namespace ${stack.namespace}, and put the text under sealed['${secret}']['${key}']`,
  };
}
