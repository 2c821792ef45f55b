/** Rule files of ordinary rules, no two alike, and the catalog of what they are about. */

const metricsPerCatalog = 500;

/** Alerts on shares, quantiles and gauges, and the rules that record what they read, in groups of fifty. */
export function generatedRuleFile(count: number): string {
  const lines = ['groups:'];
  for (let index = 0; index < count; index += 1) {
    if (index % 50 === 0) lines.push(`  - name: group-${String(index / 50)}`, '    rules:');
    lines.push(...rule(index).map((line) => `      ${line}`));
  }
  return `${lines.join('\n')}\n`;
}

function rule(index: number): readonly string[] {
  const part = `part_${String(index % metricsPerCatalog)}`;
  const route = `route="/${String(index)}"`;
  switch (index % 4) {
    case 0:
      return [`- record: job:${part}_requests_${String(index)}:rate5m`, `  expr: sum by (job) (rate(${part}_requests_total{${route}}[5m]))`];
    case 1:
      return alert(index, `sum by (job) (rate(${part}_requests_total{code=~"5..",${route}}[5m])) / sum by (job) (rate(${part}_requests_total{${route}}[5m])) > 0.05 and sum by (job) (rate(${part}_requests_total{${route}}[5m])) > 1`, '{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} fail.');
    case 2:
      return alert(index, `histogram_quantile(0.95, sum by (le, job) (rate(${part}_duration_seconds_bucket{${route}}[5m]))) > 1`, 'The slowest requests to {{ $labels.job }} take {{ $value | humanizeDuration }}.');
    default:
      return alert(index, `max by (job) (${part}_queue_depth{${route}}) > 100`, '{{ $value | humanize }} jobs of {{ $labels.job }} wait.');
  }
}

function alert(index: number, expression: string, description: string): readonly string[] {
  return [
    `- alert: Rule${String(index)}`,
    '  expr: |',
    `    ${expression}`,
    '  for: 10m',
    '  labels: {severity: warning, team: shop}',
    `  annotations: {summary: Something is wrong with the shop., description: '${description}', runbook_url: https://runbooks.example/shop}`,
  ];
}

/** Declares every metric of `generatedRuleFile`. */
export function generatedCatalog(): string {
  const lines = ['metrics:'];
  for (let index = 0; index < metricsPerCatalog; index += 1) {
    lines.push(
      `  part_${String(index)}_requests_total: {type: counter, unit: requests, labels: {code: ["200", "404", "500"], route: "*"}, jobs: [shop]}`,
      `  part_${String(index)}_duration_seconds: {type: histogram, unit: seconds, labels: {route: "*"}, buckets: [0.1, 0.5, 1, 5], jobs: [shop]}`,
      `  part_${String(index)}_queue_depth: {type: gauge, unit: jobs, labels: {route: "*"}, range: {min: 0}, jobs: [shop]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
