import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentVersions, imageReference, type ComponentVersion } from '../../lib/component/versions';
import type { Program } from '../../tools/toolchain/program';
import { pinnedVersions } from '../../tools/toolchain/pinned-versions';
import { programs } from '../../tools/toolchain/programs';

const toolsFolder = join(__dirname, '..', '..', 'tools');
const components: readonly (readonly [string, ComponentVersion])[] = Object.entries(componentVersions);
const allPrograms: readonly (readonly [string, Program])[] = Object.entries(programs);

/** The programs that stand for a component; one of Belfry's own has no version to hold. */
const judges = allPrograms.flatMap(([name, { family, component }]) => {
  if (component === undefined) return [];
  const { binary }: ComponentVersion = componentVersions[component];
  return [{ name, family, component, binary }];
});

/** Required modules of a family, by path. */
function pins(family: string): ReadonlyMap<string, string> {
  const goMod = readFileSync(join(toolsFolder, family, 'go.mod'), 'utf8');
  return new Map([...goMod.matchAll(/^(?:require )?\t?([^\s()]+\.[^\s()]+\/?\S*) (v\S+)(?: \/\/ indirect)?$/gm)].map(([, path = '', version = '']) => [path, version]));
}

describe('component versions', () => {
  it('make the image references that manifests carry', () => {
    expect(imageReference(componentVersions.prometheus)).toBe('docker.io/prom/prometheus:v3.15.0');
    expect(imageReference(componentVersions.collector)).toBe(
      'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.145.0',
    );
    expect(imageReference(componentVersions.kubeStateMetrics)).toBe('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1');
  });

  it.each(components)('%s: the tag is the version, the registry is a host, the value cannot change', (_name, component) => {
    expect(component.tag.replace(/^v/, '')).toBe(component.version);
    expect(component.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(component.registry).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    expect(Object.isFrozen(component)).toBe(true);
    expect(Object.isFrozen(component.binary)).toBe(true);
    expect(component.source).toMatch(/^https:\/\//);
  });

  it('are each held by a program, or say why not', () => {
    const judged = new Set<string>(judges.map(({ component }) => component));
    const unjudged = components.filter(([name]) => !judged.has(name));
    for (const [, { binary }] of unjudged) expect(binary.kind).toBe('none');
    expect(unjudged.map(([name]) => name)).toEqual(['grafana', 'loginProxy']);
    for (const [, { binary }] of unjudged) if (binary.kind === 'none') expect(binary.reason.length).toBeGreaterThan(20);
  });
});

describe('the pins in tools/', () => {
  it.each(judges)('$name is built from the module version that its component names', ({ family, component, binary }) => {
    if (binary.kind === 'none') throw new Error(`${component} has a program, so it cannot be without a binary`);
    expect(pins(family).get(binary.module)).toBe(binary.moduleVersion);
    const checksums = readFileSync(join(toolsFolder, family, 'go.sum'), 'utf8').split('\n');
    expect(checksums.filter((line) => line.startsWith(`${binary.module} ${binary.moduleVersion} h1:`))).toHaveLength(1);
    expect(checksums.filter((line) => line.startsWith(`${binary.module} ${binary.moduleVersion}/go.mod h1:`))).toHaveLength(1);
  });

  it.each(Object.entries(pinnedVersions))('%s, which no stack deploys, is the version that is written down', (_name, { family, module, version }) => {
    expect(pins(family).get(module)).toBe(`v${version}`);
  });

  it('are no local replacements: what is built is what upstream published', () => {
    for (const family of new Set(allPrograms.map(([, program]) => program.family))) {
      expect(readFileSync(join(toolsFolder, family, 'go.mod'), 'utf8')).not.toMatch(/=>\s*[./]/);
    }
  });

  it('give the collector the version of every part in its builder manifest', () => {
    const manifest = readFileSync(join(toolsFolder, 'otelcol', 'builder.yaml'), 'utf8');
    expect(manifest).toContain(`\n  version: ${componentVersions.collector.version}\n`);
    const pinned = pins('otelcol');
    const generated = ['components.go', 'main.go'].map((file) => readFileSync(join(toolsFolder, 'otelcol', file), 'utf8')).join('');
    const parts = [...manifest.matchAll(/- gomod: (\S+) (v\S+)/g)];
    expect(parts.length).toBeGreaterThan(20);
    for (const [, path = '', version] of parts) {
      expect([path, pinned.get(path)]).toEqual([path, version]);
      expect(generated).toContain(`"${path}"`);
    }
  });
});
