import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mistake, type BelfryError, type Place } from '../../lib/core/problem';

/** The program that cannot be built, and where its pins stand. */
export interface Subject {
  readonly name: string;
  /** Absolute path of the family's folder. */
  readonly familyFolder: string;
}

const whyBuilt = 'the real program judges what Belfry emits, so without it nothing is proven';

export function goMissing(subject: Subject): BelfryError {
  return mistake({
    check: 'tools/go-missing',
    message: `the command 'go' is not on PATH, and ${subject.name} is built from its pinned Go module`,
    place: placeOf(subject),
    why: whyBuilt,
    fix: `install Go ${requiredGo(subject.familyFolder) ?? ''} or newer from https://go.dev/dl/ and put its bin folder on PATH`.replace('  ', ' '),
  });
}

export function goTooOld(subject: Subject, found: string, required: string): BelfryError {
  return mistake({
    check: 'tools/go-too-old',
    message: `Go ${found} is on PATH, and ${subject.name} needs Go ${required} or newer`,
    place: lineOf(subject, (line) => line.startsWith('go ')),
    why: whyBuilt,
    fix: `install Go ${required} or newer from https://go.dev/dl/, or set GOTOOLCHAIN=auto so that Go fetches it itself`,
  });
}

export function goUnusable(subject: Subject, stderr: string): BelfryError {
  return mistake({
    check: 'tools/go-unusable',
    message: `'go env GOVERSION' failed for ${subject.name}:\n${indent(lastLines(stderr))}`,
    place: placeOf(subject),
    why: whyBuilt,
    fix: 'make `go env GOVERSION` succeed in that folder',
  });
}

export function familyMissing(subject: Subject): BelfryError {
  return mistake({
    check: 'tools/family-missing',
    message: `${subject.name} has no go.mod and go.sum that pin it`,
    place: { subject: `tool ${subject.name}`, file: fromHere(join(subject.familyFolder, 'go.mod')) },
    why: 'a program that is not pinned proves nothing about the version that is shipped',
    fix: 'commit both files, as tools/README.md shows, or correct `family` in tools/toolchain/programs.ts',
  });
}

export function downloadFailed(subject: Subject, attempts: number, stderr: string): BelfryError {
  return mistake({
    check: 'tools/download-failed',
    message: `a Go module that ${subject.name} needs could not be downloaded, in ${attempts} attempts:\n${indent(lastLines(withoutProgress(stderr)))}`,
    place: placeOf(subject),
    why: whyBuilt,
    fix: 'check the network and the variable GOPROXY, then repeat: what has been downloaded stays in the module cache',
  });
}

export function buildFailed(subject: Subject, stderr: string, packages: readonly string[] = []): BelfryError {
  const said = withoutProgress(stderr);
  return mistake({
    check: 'tools/build-failed',
    message: `${subject.name} could not be built:\n${indent(lastLines(said))}`,
    place: spotIn(subject, said),
    why: whyBuilt,
    fix: /missing go\.sum entry|updates to go\.mod needed|go\.sum mismatch|verifying .*checksum/.test(said)
      ? `run \`go mod tidy\` in ${fromHere(subject.familyFolder)}, review what changes in go.mod and go.sum, and commit both`
      : packages.length > 0
        ? `install its C parts: apt-get install ${packages.join(' ')}`
        : `make \`go build -mod=readonly\` succeed in ${fromHere(subject.familyFolder)}`,
  });
}

/** Whether Go said that it could not fetch something: the one failure that may pass on a later try. */
export function isDownloadFailure(stderr: string): boolean {
  return /\b(?:reading|Get|Post) "?https?:\/\/|dial (?:tcp|udp)|i\/o timeout|TLS handshake|connection reset|unexpected EOF|stream error|no such host|Too Many Requests/.test(
    withoutProgress(stderr),
  );
}

/** The version after `go ` in go.mod: `1.26.0`. */
export function requiredGo(familyFolder: string): string | undefined {
  return /^go (\d+(?:\.\d+)*)/m.exec(readIfThere(join(familyFolder, 'go.mod')))?.[1];
}

function placeOf({ name, familyFolder }: Subject): Place {
  return { subject: `tool ${name}`, file: fromHere(join(familyFolder, 'go.mod')) };
}

/** The first `go.mod:5: ...` or `main.go:3:2: ...` in what Go said that names a file of the family. */
function spotIn(subject: Subject, stderr: string): Place {
  for (const [, file, line, column] of stderr.matchAll(/^(\S+?):(\d+)(?::(\d+))?: /gm)) {
    if (file === undefined || line === undefined || file.startsWith('/') || file.startsWith('..')) continue;
    const path = join(subject.familyFolder, file);
    const text = readIfThere(path).split('\n')[Number(line) - 1];
    if (text === undefined) continue;
    const from = column === undefined ? text.length - text.trimStart().length : Number(column) - 1;
    const spot: Place = { subject: `tool ${subject.name}`, file: fromHere(path), line: Number(line), column: from + 1 };
    return { ...spot, excerpt: { text, from, to: text.length } };
  }
  return placeOf(subject);
}

function lineOf(subject: Subject, isWanted: (line: string) => boolean): Place {
  const place = placeOf(subject);
  const lines = readIfThere(join(subject.familyFolder, 'go.mod')).split('\n');
  const index = lines.findIndex(isWanted);
  const text = lines[index];
  if (text === undefined) return place;
  return { ...place, line: index + 1, column: 1, excerpt: { text, from: 0, to: text.length } };
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.';
}

function withoutProgress(stderr: string): string {
  return stderr.replaceAll(/^go: (?:downloading|warning|found|finding) .*\n?/gm, '');
}

/** The last lines hold the verdict; a failed compilation can print thousands before it. */
function lastLines(text: string): string {
  return text.trim().split('\n').slice(-12).join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
