/**
 * The one file that says which version of each component is emitted. Manifests take their image from here, the programs
 * in `tools/` are built from the same pins, and `test/tools/` holds both against each other.
 */

/** A container image and the program in it. */
export interface ComponentVersion {
  /** Host of the image registry, never left implicit: `docker.io`. */
  readonly registry: string;
  /** Repository in that registry: `prom/prometheus`. */
  readonly name: string;
  /** Tag of the image, spelled as upstream publishes it, with or without a `v`. */
  readonly tag: string;
  /** Version of the program without a `v`, as `app.kubernetes.io/version` shows it. */
  readonly version: string;
  /** The program that can be built and run to check what Belfry emits, or the reason why there is none. */
  readonly binary: GoBinary | NoBinary;
  /** Where the image name and the version scheme stand. */
  readonly source: string;
}

/** The Go module of which the program of this very version is built. */
export interface GoBinary {
  readonly kind: 'go-module';
  /** Module path: `github.com/prometheus/prometheus`. */
  readonly module: string;
  /** Version of the module, which need not be the program's: Prometheus 3.15.0 is module version v0.315.0. */
  readonly moduleVersion: string;
}

/** No program of this version can be built from a module registry, so nothing emitted for it was checked by it. */
export interface NoBinary {
  readonly kind: 'none';
  readonly reason: string;
}

/** A component as `componentVersions` names it. */
export type ComponentName = keyof typeof componentVersions;

/**
 * The reference that a container's `image` field takes.
 *
 *     imageReference(componentVersions.prometheus)
 *     // docker.io/prom/prometheus:v3.15.0
 */
export function imageReference({ registry, name, tag }: Pick<ComponentVersion, 'registry' | 'name' | 'tag'>): string {
  return `${registry}/${name}:${tag}`;
}

/** Every component that Belfry emits. No digest stands here, because none was verified against a registry. */
export const componentVersions = {
  prometheus: component({
    registry: 'docker.io',
    name: 'prom/prometheus',
    tag: 'v3.15.0',
    version: '3.15.0',
    binary: goModule('github.com/prometheus/prometheus', 'v0.315.0'),
    source: 'https://github.com/prometheus/prometheus#docker-images; module versions: its README, "Prometheus code base as a Go library"',
  }),
  alertmanager: component({
    registry: 'docker.io',
    name: 'prom/alertmanager',
    tag: 'v0.34.2',
    version: '0.34.2',
    binary: goModule('github.com/prometheus/alertmanager', 'v0.34.2'),
    source: 'https://github.com/prometheus/alertmanager#docker-images',
  }),
  loki: component({
    registry: 'docker.io',
    name: 'grafana/loki',
    tag: '3.7.8',
    version: '3.7.8',
    binary: goModule('github.com/grafana/loki/v3', 'v3.7.8'),
    source: 'https://grafana.com/docs/loki/latest/setup/install/docker/',
  }),
  jaeger: component({
    registry: 'docker.io',
    name: 'jaegertracing/jaeger',
    tag: '2.13.0',
    version: '2.13.0',
    binary: goModule('github.com/jaegertracing/jaeger', 'v1.76.0'),
    source: 'https://www.jaegertracing.io/docs/2.13/getting-started/; 1.76.0 and 2.13.0 are one release: CHANGELOG.md of the module',
  }),
  collector: component({
    registry: 'ghcr.io',
    name: 'open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib',
    tag: '0.145.0',
    version: '0.145.0',
    binary: goModule('go.opentelemetry.io/collector/otelcol', 'v0.145.0'),
    source: 'https://github.com/open-telemetry/opentelemetry-collector-releases/pkgs/container/opentelemetry-collector-releases%2Fopentelemetry-collector-contrib',
  }),
  nodeExporter: component({
    registry: 'docker.io',
    name: 'prom/node-exporter',
    tag: 'v1.12.1',
    version: '1.12.1',
    binary: goModule('github.com/prometheus/node_exporter', 'v1.12.1'),
    source: 'https://github.com/prometheus/node_exporter#docker',
  }),
  blackboxExporter: component({
    registry: 'docker.io',
    name: 'prom/blackbox-exporter',
    tag: 'v0.28.0',
    version: '0.28.0',
    binary: goModule('github.com/prometheus/blackbox_exporter', 'v0.28.0'),
    source: 'https://github.com/prometheus/blackbox_exporter#using-the-docker-image',
  }),
  grafana: component({
    registry: 'docker.io',
    name: 'grafana/grafana',
    tag: '13.2.3',
    version: '13.2.3',
    binary: none('no release can be required as a Go module, because the module path carries no major version suffix, and the front end is built apart from it'),
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/; 13.1.5 and older and 13.2.0 to 13.2.1 carry CVE-2026-76154',
  }),
  loginProxy: component({
    registry: 'quay.io',
    name: 'oauth2-proxy/oauth2-proxy',
    tag: 'v7.15.3',
    version: '7.15.3',
    binary: none('its Go module could not be had where Belfry is proven, so that its arguments follow its documentation and were not read by the program'),
    source: 'https://github.com/oauth2-proxy/oauth2-proxy/releases/tag/v7.15.3; earlier versions can be passed without a login: the notes of v7.15.2',
  }),
  kubeStateMetrics: component({
    registry: 'registry.k8s.io',
    name: 'kube-state-metrics/kube-state-metrics',
    tag: 'v2.19.1',
    version: '2.19.1',
    binary: goModule('k8s.io/kube-state-metrics/v2', 'v2.19.1'),
    source: 'https://github.com/kubernetes/kube-state-metrics#container-image',
  }),
} as const satisfies Readonly<Record<string, ComponentVersion>>;

function component<const Version extends ComponentVersion>(version: Version): Version {
  return Object.freeze(version);
}

function goModule(module: string, moduleVersion: string): GoBinary {
  return Object.freeze({ kind: 'go-module', module, moduleVersion });
}

function none(reason: string): NoBinary {
  return Object.freeze({ kind: 'none', reason });
}
