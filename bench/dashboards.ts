import { dashboards } from '../dashboards/index';
import type { DashboardCost } from './dashboard-cost';
import { dashboardCost } from './dashboard-cost';
import { dashboardRow, dashboardTitle, recordedTable } from './report';

/**
 * `node --import tsx bench/dashboards.ts [uid...]`: what it costs a real Prometheus to open each dashboard over its own
 * range, with a thousand series of every metric, and what the recording rules save.
 */

const seriesPerMetric = 1000;

async function main(asked: readonly string[]): Promise<void> {
  const costs: DashboardCost[] = [];
  process.stdout.write(dashboardTitle(seriesPerMetric));
  for (const dashboard of dashboards.filter(({ uid }) => asked.length === 0 || asked.includes(uid))) {
    const cost = await dashboardCost(dashboard, seriesPerMetric);
    process.stdout.write(dashboardRow(cost));
    costs.push(cost);
  }
  process.stdout.write(recordedTable(costs));
}

void main(process.argv.slice(2));
