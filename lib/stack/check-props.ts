import { probeProblems } from '../component/blackbox-exporter/probe';
import { dashboardProblems } from '../component/grafana/dashboards';
import { jobProblems } from '../component/prometheus/check-jobs';
import type { ScrapeDefaults } from '../component/prometheus/scrape-config';
import type { StackIdentity } from '../component/shared/identity';
import { mistake, refuse } from '../core/problem';
import { addressProblems } from './check-addresses';
import { portProblems } from './check-ports';
import { profileProblems } from './check-profile';
import { components } from './components';
import { componentsOf } from './layout';
import type { MonitoringStackProps } from './props';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const dnsLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Who the stack is. Names are checked first and one by one, because every other diagnostic is told by them. */
export function stackIdentity({ environment, clusterName, namespace = 'monitoring', nodeNamespace = 'monitoring-nodes' }: MonitoringStackProps): StackIdentity {
  const subject = `environment '${environment}'`;
  if (!/^[a-z](?:[-a-z0-9]{0,28}[a-z0-9])?$/.test(environment)) {
    throw mistake({
      check: 'stack/environment-name',
      message: `'${environment}' is no name for an environment`,
      place: { subject },
      why: 'it becomes a folder, a label and a part of names',
      fix: 'write a lower-case letter, then lower-case letters, digits and hyphens, at most 30 in all',
    });
  }
  if (!/^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(clusterName)) {
    throw mistake({
      check: 'stack/cluster-name',
      message: `'${clusterName}' is no name for a cluster`,
      place: { subject },
      why: 'it becomes a label of metrics, logs and spans',
      fix: 'write letters, digits, hyphens, underscores and dots, at most 63 of them',
    });
  }
  for (const name of [namespace, nodeNamespace]) {
    if (dnsLabel.test(name)) continue;
    throw mistake({
      check: 'stack/namespace-name',
      message: `'${name}' is no name for a namespace`,
      place: { subject },
      fix: 'write lower-case letters, digits and hyphens, at most 63 of them',
    });
  }
  if (namespace === nodeNamespace) {
    throw mistake({
      check: 'stack/namespace-shared',
      message: `the stack and the agents of the nodes are both put into the namespace '${namespace}'`,
      place: { subject },
      why: 'agents mount folders of their node, which the restricted Pod Security Standard of the stack forbids',
      fix: 'give nodeNamespace another name',
    });
  }
  return { environment, clusterName, namespace, nodeNamespace };
}

/** Refuses input that Kubernetes or a component would refuse later, all of it at once. */
export function checkProps(stack: StackIdentity, props: MonitoringStackProps, ownJobs: readonly string[], defaults: ScrapeDefaults): void {
  refuse([
    ...profileProblems(stack, props.profile),
    ...addressProblems(stack, props.profile),
    ...portProblems(stack, componentsOf(props.profile).map((id) => components[id])),
    ...jobProblems(stack, props.scrape, ownJobs, defaults),
    ...probeProblems(stack, props.probes),
    ...dashboardProblems(stack, props.dashboards),
    ...Object.entries(props.externalUrls ?? {})
      .filter(([, url]) => !/^https?:\/\/[^/\s]/.test(url) || !URL.canParse(url))
      .map(([component, url]) => ({
        check: 'stack/external-url',
        severity: 'error' as const,
        message: `'${url}' is no address of a web page`,
        place: { subject: `${stack.environment}/${component}` },
        why: 'links in alerts and on dashboards begin with it',
        fix: "write a URL that begins with 'https://' or 'http://'",
      })),
  ]);
}
