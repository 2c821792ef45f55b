import { alertProof, panelProof } from './proof-links';
import type { Link, Requirement, RequirementId } from './requirement';
import { contract, met } from './requirement';

/** The answers that most items of a document have, with the links that follow from the name of their system. */
export interface Answers {
  /** A metric of the application: declared once, and published with its type, unit and labels. */
  readonly metric: (id: RequirementId, asks: string, symbol: string, name: string, ...more: readonly Link[]) => Requirement;
  /** An alert, by the code that declares it. */
  readonly alerted: (id: RequirementId, asks: string, code: Link, name: string, ...more: readonly Link[]) => Requirement;
  /** A panel, by the code of its dashboard. */
  readonly panel: (id: RequirementId, asks: string, code: Link, title: string, ...more: readonly Link[]) => Requirement;
  /** A job among the targets of the system. */
  readonly scraped: (id: RequirementId, asks: string, job: string) => Requirement;
}

/** The answers of one system: `answersFor('quickcart').scraped('QC-I01', 'the bot is scraped', 'quickcart-bot')`. */
export function answersFor(system: string): Answers {
  const manifests = `dist/${system}`;
  return {
    metric: (id, asks, symbol, name, ...more) => contract(id, asks, `rules/${system}/metrics.ts#${symbol}`, `docs/contracts/${system}.json#"${name}"`, ...more),
    alerted: (id, asks, code, name, ...more) => met(id, asks, code, `${manifests}/prometheus-rules.yaml#alert: ${name}`, alertProof, ...more),
    panel: (id, asks, code, title, ...more) => met(id, asks, code, `${manifests}/grafana-dashboards.yaml#"title": "${title}"`, panelProof, ...more),
    scraped: (id, asks, job) => met(id, asks, `rules/${system}/targets.ts#${system}Scrape`, `${manifests}/prometheus.yaml#job_name: ${job}`),
  };
}
