import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Environment } from '../charts/environment';
import { environments } from '../charts/environments';
import { runCommand } from '../lib/cli/run';
import { synthesize } from '../lib/stack/synthesize';
import { list, parseJson, text, type Json } from './proof/data';
import { createLedger, must } from './proof/ledger';
import { startApiServer, type ApiServer } from './scrape-catalog/api-server';
import { reportTotals } from './testing/totals';

/** `npm run accept`: every environment is applied to a real API server of its own, twice. No root, no kubelet, no pod. */
const dist = resolve(__dirname, '..', 'dist');

void runCommand(async () => {
  const ledger = createLedger((line) => {
    process.stdout.write(`${line}\n`);
  });
  for (const environment of environments) {
    const server = await startApiServer();
    try {
      await prove(server, environment, ledger);
    } finally {
      await server.stop();
    }
  }
  const count = (verdict: string): number => ledger.outcomes().filter((outcome) => outcome.verdict === verdict).length;
  return { text: '', exitStatus: reportTotals({ passed: count('pass'), failed: count('fail') }) };
});

async function prove({ kubectl }: ApiServer, environment: Environment, ledger: ReturnType<typeof createLedger>): Promise<void> {
  const name = environment.environment;
  const folder = join(dist, name);
  for (const namespace of synthesize(new App(), { ...environment, runbookExists: () => true }).namespaces) await kubectl('create', 'namespace', namespace);
  await ledger.prove(name, `${name} is applied to the last field`, async () => {
    const lines = (await kubectl('apply', '--server-side', '--validate=strict', '-f', folder)).trim().split('\n');
    must(lines.every((line) => line.endsWith(' serverside-applied')), `not applied: ${lines.filter((line) => !line.endsWith(' serverside-applied')).join(', ')}`);
    return `${lines.length} objects`;
  });
  await ledger.prove(name, `a second apply of ${name} changes nothing`, async () => {
    const again = async (): Promise<ReadonlyMap<string, Stored>> => {
      await kubectl('apply', '--server-side', '-f', folder);
      return stored(kubectl, folder);
    };
    const first = await stored(kubectl, folder);
    const second = await again();
    const changed = [...first].filter(([object, { content }]) => second.get(object)?.content !== content).map(([object]) => object);
    must(first.size > 0 && changed.length === 0, `changed: ${changed.join(', ')}`);
    // The API server of 1.34.4 writes a claim once more without a change to any field; from then on it does not.
    const third = await again();
    const written = [...second].filter(([object, { version }]) => third.get(object)?.version !== version).map(([object]) => object);
    must(written.length === 0, `written again: ${written.join(', ')}`);
    return `${first.size} objects unchanged`;
  });
  await ledger.prove(name, `what is added to claims of ${name} is what its Applications ignore`, async () => {
    const applications = parseAllDocuments(readFileSync(join(folder, 'argocd', 'applications', 'applications.yaml'), 'utf8')).map((document) => parseJson(JSON.stringify(document.toJS())));
    const ignored = new Set(applications.flatMap((application) => list(application, 'spec', 'ignoreDifferences')).flatMap((rule) => list(rule, 'jqPathExpressions')).filter((path) => typeof path === 'string').map((path) => path.replace('.spec.volumeClaimTemplates[]?.', '')));
    const claims = list(parseJson(await kubectl('get', 'statefulsets', '--all-namespaces', '-o', 'json')), 'items').flatMap((set) => list(set, 'spec', 'volumeClaimTemplates'));
    const added = new Set(claims.flatMap((claim) => Object.keys(record(claim))).filter((field) => field !== 'metadata' && field !== 'spec'));
    must([...added].sort().join() === [...ignored].sort().join(), `added: ${[...added].join(', ')}; ignored: ${[...ignored].join(', ')}`);
    return `${claims.length} claims, ${[...added].sort().join(', ')}`;
  });
}

function record(value: Json): object {
  return typeof value === 'object' && value !== null ? value : {};
}

interface Stored {
  readonly version: string;
  /** All of it but the version. */
  readonly content: string;
}

async function stored(kubectl: ApiServer['kubectl'], folder: string): Promise<ReadonlyMap<string, Stored>> {
  const found = list(parseJson(await kubectl('get', '-f', folder, '-o', 'json')), 'items');
  return new Map(
    found.map((object) => {
      const version = text(object, 'metadata', 'resourceVersion');
      const name = [text(object, 'kind'), text(object, 'metadata', 'namespace'), text(object, 'metadata', 'name')].join('/');
      return [name, { version, content: JSON.stringify(object).replace(`"resourceVersion":"${version}"`, '') }];
    }),
  );
}
