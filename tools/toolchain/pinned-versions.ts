export type PinnedName = keyof typeof pinnedVersions;

/** A program that no stack of Belfry deploys, and that runs here all the same: a part of a cluster, or an exporter that people bring. */
export interface PinnedVersion {
  /** Folder under `tools/` whose go.mod pins it. */
  readonly family: string;
  readonly module: string;
  /** Version of the program and, behind a `v`, of the module. */
  readonly version: string;
}

/** What their go.mod pins, which `test/tools/` holds against this. */
export const pinnedVersions = {
  coredns: { family: 'coredns', module: 'github.com/coredns/coredns', version: '1.15.0' },
  /** The line that the proof runs. */
  kubernetes: { family: 'kubernetes', module: 'k8s.io/kubernetes', version: '1.34.4' },
  postgresExporter: { family: 'postgres-exporter', module: 'github.com/prometheus-community/postgres_exporter', version: '0.17.1' },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
