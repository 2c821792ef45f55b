import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import { upgradeFacts } from '../../tools/upgrade-notes/facts';
import { note, readTable, upgrades } from '../../tools/upgrade-notes/notes';

const folder = resolve(__dirname, '../../docs/upgrades');
const page = readFileSync(join(folder, 'README.md'), 'utf8');
const known = readTable(page);

describe('docs/upgrades', () => {
  test('names the versions that are emitted: after a change, npm run docs:upgrades writes its note', () => {
    expect(known.map(({ component, version }) => [component, version])).toEqual(Object.entries(componentVersions).map(([component, { version }]) => [component, version]));
    expect(upgrades(known)).toEqual({ page, notes: new Map() });
  });

  test('has a note behind every link, and no other', () => {
    const linked = [...page.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, file = '']) => file);
    expect(linked.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    expect(readdirSync(folder).filter((file) => file !== 'README.md').sort()).toEqual([...linked].sort());
  });
});

describe('a change of version', () => {
  const older = known.map((row) => (row.component === 'loki' ? { ...row, version: '3.6.0' } : row));
  const { page: after, notes } = upgrades(older);

  test('makes one note, of that component, and a link to it', () => {
    const file = `loki-${componentVersions.loki.version}.md`;
    expect([...notes.keys()]).toEqual([file]);
    expect(after).toContain(`[from 3.6.0](${file})`);
    expect(upgrades(readTable(after))).toEqual({ page: after, notes: new Map() });
  });

  test('keeps the links to older notes', () => {
    const twice = upgrades(readTable(after).map((row) => (row.component === 'loki' ? { ...row, version: '3.6.5' } : row)));
    expect(twice.page).toMatch(/\[from 3\.6\.5\]\(\S+\), \[from 3\.6\.0\]\(\S+\)/);
  });

  test('is told with what restarts, what is kept and which alerts to watch', () => {
    const text = [...notes.values()].join('');
    expect(text).toContain(`# loki: from 3.6.0 to ${componentVersions.loki.version}`);
    expect(text).toContain('| ha | loki (3 pods, one at a time) |');
    expect(text).toContain('| small | loki (one pod, a short gap) |');
    expect(text).toMatch(/Take a snapshot of the volumes before/);
    expect(text).toMatch(/without one of these: .*LokiRequestErrors/);
    expect(note('nodeExporter', '1.0.0')).toContain('| small | node-exporter (on every node, a tenth at a time) |');
    expect(note('nodeExporter', '1.0.0')).toContain('nothing; the version before can be put back at once');
    expect(note('collector', '0.1.0')).toContain('| ha | otel-collector-agent (on every node, a tenth at a time), otel-collector-balancer (2 pods, one at a time), otel-collector-gateway (2 pods, one at a time) |');
  });

  test('leads to what its authors say', () => {
    expect(Object.values(upgradeFacts).filter(({ changes }) => !/^https:\/\/\S+$/.test(changes))).toEqual([]);
  });
});
