import { environments } from '../../charts/environments';
import { componentVersions, imageReference, type ComponentName } from '../../lib/component/versions';
import { componentIds, components } from '../../lib/stack/components';
import { replicasOf } from '../../lib/stack/layout';
import { alertsOf } from '../../lib/rule/group';
import { belfry } from '../../rules/belfry/system';
import { upgradeFacts } from './facts';

const names = Object.keys(componentVersions).filter((name): name is ComponentName => name in componentVersions);

/** What the page of versions says: the version of each component, and its notes, newest first. */
export interface KnownVersion {
  readonly component: string;
  readonly version: string;
  readonly notes: string;
}

/** Reads the table of docs/upgrades/README.md. */
export function readTable(page: string): readonly KnownVersion[] {
  return [...page.matchAll(/^\| (\w+) \| (\S+) \| \S+ \| ?(.*?) ?\|$/gm)].map(([, component = '', version = '', notes = '']) => ({ component, version, notes })).filter(({ component }) => component !== 'Component' && component !== '---');
}

export interface Upgrades {
  /** Content of docs/upgrades/README.md. */
  readonly page: string;
  /** New notes: name of the file in docs/upgrades/ to its content. */
  readonly notes: ReadonlyMap<string, string>;
}

/** Compares the versions that are written down with those that are emitted, and writes a note for each that differs. */
export function upgrades(before: readonly KnownVersion[]): Upgrades {
  const notes = new Map<string, string>();
  const rows = names.map((component) => {
    const { version } = componentVersions[component];
    const known = before.find((row) => row.component === component);
    if (known === undefined || known.version === version) return row(component, known?.notes ?? '');
    const file = `${component}-${version}.md`;
    notes.set(file, note(component, known.version));
    return row(component, [`[from ${known.version}](${file})`, known.notes].filter((text) => text !== '').join(', '));
  });
  return { page: `${head}\n| Component | Version | Image | Notes |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`, notes };
}

const head = `# Versions, and how to move between them

\`lib/component/versions.ts\` names the version of each component once. After a change there, \`npm run docs:upgrades\` writes a
note on it and renews this table; a test holds both against each other, so that no version moves without its note.
`;

function row(component: ComponentName, notes: string): string {
  return `| ${component} | ${componentVersions[component].version} | \`${imageReference(componentVersions[component])}\` | ${notes} |`;
}

/** What changes, what restarts, what may be lost, and which alerts tell that it went wrong. */
export function note(component: ComponentName, from: string): string {
  const version = componentVersions[component];
  const { changes, keeps, mind } = upgradeFacts[component];
  const parts = componentIds.filter((id) => components[id].version === version);
  const restarts = environments.map(({ environment, profile }) => `| ${environment} | ${parts.filter((id) => replicasOf(profile, id) > 0).map((id) => `${id} (${components[id].home === 'nodes' ? 'on every node, a tenth at a time' : howMany(replicasOf(profile, id))})`).join(', ') || 'nothing'} |`);
  const prefix = component.replace(/Exporter$/, '').replace(/^./, (letter) => letter.toUpperCase());
  const alerts = alertsOf(belfry.groups).map(({ name }) => name).filter((name) => name.startsWith(prefix)).sort();
  const binary = version.binary.kind === 'go-module' ? `the program of ${version.binary.module} ${version.binary.moduleVersion}, which has read every configuration in \`dist/\` (\`npm test\`)` : `no program here has read its configuration: ${version.binary.reason}`;
  return `# ${component}: from ${from} to ${version.version}

- **What its authors changed**: ${changes}, everything between the two.
- **What was proven**: ${binary}.
- **What it keeps**: ${keeps === undefined ? 'nothing; the version before can be put back at once' : `${keeps}. Take a snapshot of the volumes before: an older version need not be able to read what a newer one has written`}.${mind === undefined ? '' : `\n- **Mind**: ${mind}`}

## What restarts

| Environment | Pods |
| --- | --- |
${restarts.join('\n')}

Of several replicas one goes at a time, and the disruption budget holds the others. A single one is away until its successor is
ready; what is sent to it waits in the queues of the collectors, and rules over that time see a gap.

## How to see that it went well

\`kubectl rollout status\` of each of them, then a quarter of an hour without ${alerts.length === 0 ? 'an alert about its targets' : `one of these: ${alerts.join(', ')}`}.
`;
}

function howMany(replicas: number): string {
  return replicas === 1 ? 'one pod, a short gap' : `${String(replicas)} pods, one at a time`;
}
