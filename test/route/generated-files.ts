import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { formatDuration, milliseconds, parseDuration } from '../../lib/core/duration';
import { secretFilesNamedIn, secretKey } from '../../lib/core/secret';
import type { Data } from '../../lib/core/yaml';
import type { RenderedRouting } from '../../lib/route/render';
import { entries, list, plainData, text, words } from '../component/sample-stack';

const dist = join(__dirname, '..', '..', 'dist');

function manifests(file: string): readonly Data[] {
  return parseAllDocuments(readFileSync(join(dist, file), 'utf8')).map((document) => plainData(document.toJS()));
}

/** The files of a ConfigMap in the committed manifests. */
function configMap(file: string, name: string): ReadonlyMap<string, string> {
  const manifest = manifests(file).find((one) => text(one, 'kind') === 'ConfigMap' && text(one, 'metadata', 'name') === name);
  return new Map(entries(manifest, 'data').map(([key]) => [key, text(manifest, 'data', key)]));
}

/** What Alertmanager is given in the cluster, all waits shortened. `global` stands for the services that have a fixed address. */
export function generatedRouting(environment: string, global: Readonly<Record<string, Data>>, speed: number): RenderedRouting {
  const config = configMap(`${environment}/alertmanager.yaml`, 'alertmanager-config').get('alertmanager.yml') ?? '';
  return {
    config: { ...Object.fromEntries(entries(hurried(plainData(parse(config)), speed))), global },
    secrets: secretFilesNamedIn(config).map((path) => secretKey(path.split('/')[0] ?? '', path.split('/')[1] ?? '')),
    templates: [...configMap(`${environment}/alertmanager.yaml`, 'alertmanager-templates')].map(([name, content]) => ({ name: name.replace(/\.tmpl$/, ''), content })),
    environment: [],
  };
}

/** Groups out of the rule files that Prometheus is given in the cluster, all waits shortened. */
export function generatedRules(environment: string, system: string, isWanted: (group: string) => boolean, speed: number): Data {
  const rules = configMap(`${environment}/prometheus-rules.yaml`, `prometheus-rules-${system}`).get(`${system}.yaml`) ?? '';
  return { groups: list(hurried(plainData(parse(rules)), speed), 'groups').filter((group) => isWanted(text(group, 'name'))) };
}

/** The flags by which the Alertmanagers of the cluster find each other, with ports of this machine for their addresses. */
export function generatedGossip(environment: string, ports: readonly number[], index: number): readonly string[] {
  const pods = manifests(`${environment}/alertmanager.yaml`).find((one) => text(one, 'kind') === 'StatefulSet');
  const own = ports[index] ?? 0;
  return words(pods, 'spec', 'template', 'spec', 'containers', 0, 'args')
    .filter((argument) => argument.startsWith('--cluster.'))
    .map((argument) => argument.replace(/\[\$\(POD_IP\)\]:\d+$/, `127.0.0.1:${String(own)}`).replace(/alertmanager-(\d)\..*:\d+$/, (_, peer: string) => `127.0.0.1:${String(ports[Number(peer)] ?? 0)}`));
}

const waits = ['for', 'interval', 'group_wait', 'group_interval', 'repeat_interval'];

/** The same in less time: nothing but waits is touched, and all by the same factor. */
function hurried(data: Data, speed: number): Data {
  if (isList(data)) return data.map((item) => hurried(item, speed));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' && waits.includes(key) ? hurriedWait(value, speed) : hurried(value, speed)]));
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

function hurriedWait(wait: string, speed: number): string {
  const duration = parseDuration(wait);
  if (duration === undefined) throw new Error(`'${wait}' is no duration`);
  return formatDuration(milliseconds(duration.milliseconds / speed));
}
