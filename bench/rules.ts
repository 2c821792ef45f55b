import { ruleTable } from './report';
import type { RuleCost } from './rule-cost';
import { ruleCost } from './rule-cost';

/** `node --import tsx bench/rules.ts [series...]`: what one evaluation of all rules reads in a real Prometheus, and how it grows. */

async function main(sizes: readonly number[]): Promise<void> {
  const costs: RuleCost[] = [];
  for (const series of sizes) costs.push(await ruleCost(series));
  process.stdout.write(ruleTable(costs));
}

const asked = process.argv.slice(2).map(Number);
void main(asked.length === 0 ? [100, 1000, 10_000] : asked);
