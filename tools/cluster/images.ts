import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { componentVersions, imageReference, type ComponentName } from '../../lib/component/versions';
import type { ProgramName } from '../toolchain/programs';
import { tool } from '../toolchain';
import { command } from './command';

/** The container that holds a pod's namespaces open: Belfry's own, `tools/coredns/pause`. */
export const pauseImage = 'localhost/belfry-pause:1';

export const dnsImage = 'registry.k8s.io/coredns/coredns:v1.15.0';

/** An image that holds one program. */
export interface ProgramImage {
  /** Name and tag, as a manifest writes them. */
  readonly reference: string;
  readonly program: ProgramName;
  /** Where upstream's image keeps the program, which is also what it starts. */
  readonly entrypoint: string;
}

/** A component that cannot be run, and why. */
export interface NotRun {
  readonly component: ComponentName;
  readonly reference: string;
  readonly reason: string;
}

export const clusterImages: readonly ProgramImage[] = [
  { reference: pauseImage, program: 'pause', entrypoint: '/pause' },
  { reference: dnsImage, program: 'coredns', entrypoint: '/coredns' },
];

/**
 * Program and entrypoint for each component, the latter as in upstream's Dockerfile: `ENTRYPOINT` in the Dockerfiles of
 * the repositories that `componentVersions` names as sources.
 */
const entrypoints: Readonly<Partial<Record<ComponentName, readonly [program: ProgramName, entrypoint: string]>>> = {
  prometheus: ['prometheus', '/bin/prometheus'],
  alertmanager: ['alertmanager', '/bin/alertmanager'],
  loki: ['loki', '/usr/bin/loki'],
  jaeger: ['jaeger', '/cmd/jaeger/jaeger-linux'],
  collector: ['otelcol', '/otelcol-contrib'],
  nodeExporter: ['node_exporter', '/bin/node_exporter'],
  blackboxExporter: ['blackbox_exporter', '/bin/blackbox_exporter'],
  kubeStateMetrics: ['kube-state-metrics', '/kube-state-metrics'],
};

/** What the emitted manifests can run, under the very names that they use, and what they cannot. */
export function componentImages(): { readonly images: readonly ProgramImage[]; readonly notRun: readonly NotRun[] } {
  const names = Object.keys(componentVersions) as readonly ComponentName[];
  const images: ProgramImage[] = [];
  const notRun: NotRun[] = [];
  for (const component of names) {
    const reference = imageReference(componentVersions[component]);
    const { binary } = componentVersions[component];
    const [program, entrypoint] = entrypoints[component] ?? [];
    if (program !== undefined && entrypoint !== undefined) images.push({ reference, program, entrypoint });
    else notRun.push({ component, reference, reason: binary.kind === 'none' ? binary.reason : 'no image is made of its program' });
  }
  return { images, notRun };
}

/** Where Go's programs look for the authorities that they trust: crypto/x509/root_linux.go. */
const authorities = '/etc/ssl/certs/ca-certificates.crt';

/** Makes the image of a program, which trusts one authority, and gives the path of its archive. */
export async function programImage({ reference, program, entrypoint }: ProgramImage, authority: string, folder: string): Promise<string> {
  return imageArchive({ reference, files: { [entrypoint]: await tool(program), [authorities]: authority }, entrypoint: [entrypoint] }, folder);
}

export interface ImageContent {
  readonly reference: string;
  /** Path of each file on the host, by its path in the image. */
  readonly files: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
}

/** Users that upstream's images know, and the folder that every program expects. */
const accounts = 'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n';

/**
 * Writes an image of one layer, as `docker save` writes it, and gives the path of the archive. The same files make the
 * same archive: https://github.com/moby/docker-image-spec/blob/v1.3.1/spec.md#combined-image-json--filesystem-changeset-format
 */
export async function imageArchive({ reference, files, entrypoint }: ImageContent, folder: string): Promise<string> {
  const work = join(folder, createHash('sha256').update(reference).digest('hex').slice(0, 12));
  const archive = `${work}.tar`;
  const root = join(work, 'root');
  await mkdir(join(root, 'tmp'), { recursive: true, mode: 0o777 });
  await mkdir(join(root, 'etc'), { recursive: true });
  await writeFile(join(root, 'etc', 'passwd'), accounts);
  for (const [inImage, onHost] of Object.entries(files)) {
    const target = join(root, inImage);
    await mkdir(dirname(target), { recursive: true });
    await symlink(resolve(onHost), target);
  }
  // What a link leads to is stored in its place, so no file is copied before it stands in the layer.
  const tar = (name: string, from: string, ...members: string[]): Promise<string> =>
    command('tar', ['--create', '--dereference', '--hard-dereference', '--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--mode=a+rX', `--file=${name}`, `--directory=${from}`, ...members]);
  const layer = join(work, 'layer.tar');
  await tar(layer, root, '.');
  const hash = createHash('sha256');
  await pipeline(createReadStream(layer, { highWaterMark: 1 << 20 }), hash);
  const configuration = JSON.stringify({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Entrypoint: entrypoint, Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${hash.digest('hex')}`] },
    history: [{ created_by: 'belfry' }],
  });
  await writeFile(join(work, 'config.json'), configuration);
  await writeFile(join(work, 'manifest.json'), JSON.stringify([{ Config: 'config.json', RepoTags: [reference], Layers: ['layer.tar'] }]));
  await tar(archive, work, 'config.json', 'layer.tar', 'manifest.json');
  await rm(work, { recursive: true });
  return archive;
}

