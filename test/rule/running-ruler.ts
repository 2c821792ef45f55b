import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Data } from '../../lib/core/yaml';
import { seconds } from '../../lib/core/duration';
import { toYaml } from '../../lib/core/yaml';
import type { LogAlert } from '../../lib/rule/log-alert';
import { logGroup } from '../../lib/rule/log-alert';
import { logRuleFileDocument } from '../../lib/rule/log-rule-file';
import type { WrittenLines } from '../../lib/rule/scenario/lines';
import type { ExpectedAlert } from '../../lib/rule/scenario/scenario';
import type { Replacement } from '../../tools/scrape-catalog/exchange';
import { localLokiConfig } from '../../tools/scrape-catalog/local-loki';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { entries, list, plainData, text } from '../component/sample-stack';
import { links } from './log-alerts';

/** One scenario of an alert on logs, in a Loki of its own: a tenant. */
export interface LogProof {
  readonly title: string;
  readonly alert: LogAlert;
  readonly given: readonly WrittenLines[];
  readonly expected: readonly ExpectedAlert[];
}

/** Every firing and every silent scenario. */
export function logProofs(alerts: readonly LogAlert[]): readonly LogProof[] {
  return alerts.flatMap((alert) => [
    ...alert.firing.map(({ name = 'fires', given, alerts: expected }) => ({ title: `${alert.name}: ${name}`, alert, given, expected })),
    ...alert.silent.map(({ name = 'stays silent', given }) => ({ title: `${alert.name}: ${name}`, alert, given, expected: [] })),
  ]);
}

/** A Loki with the configuration of the stack, whose ruler has evaluated every proof. */
export interface RunningRuler {
  /** What became of a proof: its instances, whether they wait for the end of their `for` or fire. */
  readonly instancesOf: (proof: LogProof) => Promise<readonly Instance[]>;
  readonly stop: () => Promise<void>;
}

export interface Instance {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Starts it, with all proofs beside each other, one tenant for each. `alertmanager` is a URL. */
export async function startRuler(proofs: readonly LogProof[], alertmanager: string): Promise<RunningRuler> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-ruler-'));
  const tenant = new Map(proofs.map((proof, index) => [proof, `proof-${String(index)}`]));
  const rules = join(folder, 'rules');
  for (const [{ alert }, name] of tenant) {
    mkdirSync(join(rules, name), { recursive: true });
    writeFileSync(join(rules, name, 'proof.yaml'), toYaml(logRuleFileDocument([logGroup('proof', { interval: seconds(1), alerts: [alert] })], links)));
  }
  const [port, grpc] = [String(await freePort()), String(await freePort())];
  const further: readonly Replacement[] = [['auth_enabled: false', 'auth_enabled: true']];
  writeFileSync(join(folder, 'loki.yaml'), localLokiConfig({ folder, cluster: 'proof', rules, httpPort: port, grpcPort: grpc, alertmanager, grafana: 'https://grafana.example', further }));
  const loki = await start('loki', [`-config.file=${join(folder, 'loki.yaml')}`]);
  const stop = async (): Promise<void> => {
    await loki.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually('a Loki that is ready', () => get(`${url}/ready`), [loki], 120);
    for (const [{ given }, name] of tenant) await push(url, name, given);
  } catch (error) {
    await stop();
    throw error;
  }
  const written = Date.now();
  return {
    stop,
    instancesOf: async (proof) => {
      const name = tenant.get(proof) ?? '';
      await allThere(url, name, proof, [loki]);
      return evaluated(url, name, { after: written, wanted: proof.expected.length }, [loki]);
    },
  };
}

/** A tenant's own answer as plain data; undefined where it has none. */
async function asked(url: string, tenant: string, path: string): Promise<Data> {
  const response = await fetch(`${url}${path}`, { headers: { 'X-Scope-OrgID': tenant } });
  return response.ok ? plainData(await response.json()) : undefined;
}

/** Loki reads the level of a line for itself, so that it is not sent beside the line. */
async function push(url: string, tenant: string, given: readonly WrittenLines[]): Promise<void> {
  const now = Date.now();
  const streams = given.map(({ labels, metadata, text: line, count }) => {
    const sent = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'detected_level'));
    return { stream: labels, values: Array.from({ length: count }, (_, index) => [`${String(now - count + index)}000000`, line, sent]) };
  });
  if (streams.length === 0) return;
  const response = await fetch(`${url}/loki/api/v1/push`, { method: 'POST', headers: { 'content-type': 'application/json', 'X-Scope-OrgID': tenant }, body: JSON.stringify({ streams }) });
  if (!response.ok) throw new Error(`Loki took no lines: ${await response.text()}`);
}

/** Waits until every line can be found: an alert that stays silent because nothing was written proves nothing. */
async function allThere(url: string, tenant: string, { title, given }: LogProof, programs: readonly RunningProgram[]): Promise<void> {
  for (const { labels, count } of given) {
    const selector = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ');
    const lines = given.filter((other) => JSON.stringify(other.labels) === JSON.stringify(labels)).reduce((sum, other) => sum + other.count, 0);
    await eventually(`${title}: ${String(count)} lines of {${selector}}`, async () => {
      const answer = await asked(url, tenant, `/loki/api/v1/query?query=${encodeURIComponent(`sum(count_over_time({${selector}}[1h]))`)}`);
      const [found] = list(answer, 'data', 'result');
      return found !== undefined && list(found, 'value')[1] === String(lines) ? true : undefined;
    }, programs);
  }
}

/** What the rule says once it was evaluated twice since, and as often as it takes for what is wanted to appear. */
function evaluated(url: string, tenant: string, { after, wanted }: { readonly after: number; readonly wanted: number }, programs: readonly RunningProgram[]): Promise<readonly Instance[]> {
  return eventually('an evaluation of the rule', async () => {
    const [rule] = list(await asked(url, tenant, '/prometheus/api/v1/rules'), 'data', 'groups').flatMap((group) => list(group, 'rules'));
    const instances = list(rule, 'alerts');
    const isDue = Date.parse(text(rule, 'lastEvaluation')) > after + 2000 && text(rule, 'health') === 'ok';
    return isDue && instances.length >= wanted ? instances.map((one) => ({ labels: texts(one, 'labels'), annotations: texts(one, 'annotations') })) : undefined;
  }, programs);
}

function texts(data: Data, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(data, key).map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}
