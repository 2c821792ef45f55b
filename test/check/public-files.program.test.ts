import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LintResult } from '../../lib/check/lint';
import { lint } from '../../lib/check/lint';
import { renderProblem } from '../../lib/core/problem';
import { runTool } from '../../tools/toolchain';
import { moduleSources } from '../../tools/toolchain/module-sources';

/** Rule files and dashboards that the authors of the programs publish, read where Go keeps the sources that the programs are built from. */

const sources = {
  prometheus: { family: 'prometheus', module: 'github.com/prometheus/prometheus' },
  nodeExporter: { family: 'node-exporter', module: 'github.com/prometheus/node_exporter' },
  kubeStateMetrics: { family: 'kube-state-metrics', module: 'k8s.io/kube-state-metrics/v2' },
  loki: { family: 'loki', module: 'github.com/grafana/loki/v3' },
  jaeger: { family: 'jaeger', module: 'github.com/jaegertracing/jaeger' },
  minio: { family: 'minio', module: 'github.com/minio/minio' },
} as const;

/** Where the files lie, and how many there are at least. */
const ruleFolders: readonly (readonly [folder: string, source: keyof typeof sources, path: string, files: number])[] = [
  ['what the reader of rule files is tested with', 'prometheus', 'model/rulefmt/testdata', 13],
  ['what the rule manager is tested with', 'prometheus', 'rules/fixtures', 13],
  ['what promtool is tested with', 'prometheus', 'cmd/promtool/testdata', 11],
  ["the node exporter's recording rules", 'nodeExporter', 'docs', 4],
  ["kube-state-metrics' alerts", 'kubeStateMetrics', 'examples/prometheus-alerting-rules', 1],
  ["Loki's mixin", 'loki', 'production/loki-mixin-compiled', 2],
  ["Loki's mixin for three parts", 'loki', 'production/loki-mixin-compiled-ssd', 2],
  ["Jaeger's mixin", 'jaeger', 'monitoring/jaeger-mixin', 1],
];

const dashboardFolders: readonly (readonly [folder: string, source: keyof typeof sources, path: string, files: number])[] = [
  ["Loki's mixin", 'loki', 'production/loki-mixin-compiled/dashboards', 12],
  ["Loki's mixin for three parts", 'loki', 'production/loki-mixin-compiled-ssd/dashboards', 11],
  ["the dashboards in Loki's chart", 'loki', 'production/helm/loki/src/dashboards', 9],
  ["Jaeger's mixin", 'jaeger', 'monitoring/jaeger-mixin', 1],
  ["MinIO's dashboards", 'minio', 'docs/metrics/prometheus/grafana', 5],
];

async function filesOf(source: keyof typeof sources, path: string, ending: RegExp, isWanted: (text: string) => boolean): Promise<readonly string[]> {
  const { family, module } = sources[source];
  const folder = join(await moduleSources(family, module), path);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file)).map((file) => join(folder, file)).filter((file) => isWanted(readFileSync(file, 'utf8'))).sort();
}

function linted(file: string): LintResult {
  return lint({ sources: [{ file, content: readFileSync(file) }], ruleLanguage: 'promql' });
}

/** What Prometheus refuses to load; everything else is advice. */
function isRefused({ problems }: LintResult): boolean {
  return problems.some(({ check, severity }) => severity === 'error' && /^(?:yaml|rule-file)\/|^(?:promql|template)\/syntax$|^group\/duplicate$/.test(check));
}

describe.each(ruleFolders)('rule files: %s', (_name, source, path, count) => {
  let files: readonly string[];
  beforeAll(async () => {
    files = await filesOf(source, path, /\.(?:ya?ml|rules)$/, (text) => /^groups:/m.test(text) && /^\s*(?:- )?(?:alert|record): /m.test(text));
  }, 300_000);

  test('are taken and refused as promtool does, and every problem has its place', async () => {
    expect(files.length).toBeGreaterThanOrEqual(count);
    for (const file of files) {
      const result = linted(file);
      const { status } = await runTool('promtool', ['check', 'rules', '--lint=none', file]);
      expect([file, isRefused(result)]).toEqual([file, status !== 0]);
      for (const problem of result.problems) {
        expect([file, typeof problem.place.line, typeof problem.place.column]).toEqual([file, 'number', 'number']);
        expect(renderProblem(problem)).toContain(problem.message);
      }
    }
  }, 300_000);
});

describe.each(dashboardFolders)('dashboards: %s', (_name, source, path, count) => {
  test('are read to the last panel, without a query that nobody takes', async () => {
    const files = await filesOf(source, path, /\.json$/, (text) => text.includes('"panels"') && text.includes('"schemaVersion"'));
    expect(files.length).toBeGreaterThanOrEqual(count);
    for (const file of files) {
      const { problems, isReadable } = linted(file);
      expect([file, isReadable, problems.filter(({ check }) => check.endsWith('/syntax')).map((problem) => renderProblem(problem))]).toEqual([file, true, []]);
    }
  }, 300_000);
});
