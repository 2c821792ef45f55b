import type { ComponentName } from '../../lib/component/versions';
import type { PinnedName } from './pinned-versions';

/** How one real program is built. */
export interface Program {
  /** Folder under `tools/` whose go.mod pins the program: programs that can share their dependencies share a folder. */
  readonly family: string;
  /** Import path of the main package, or `.` and `./folder` for one whose source stands in the family's folder. */
  readonly package: string;
  /** Go build tags. */
  readonly tags: readonly string[];
  /** String variables that the linker sets, by import path: upstream's release builds put their version there. */
  readonly stamps: Readonly<Record<string, string>>;
  /** Seconds that a build takes on two cores with empty caches, downloads included; only for the progress line. */
  readonly coldSeconds: number;
  /** The component whose version this program must report; absent for a program that is Belfry's own. */
  readonly component?: ComponentName;
  /** Where its version stands when no stack deploys it; it must report that one. */
  readonly pinned?: PinnedName;
  /** The arguments that make it print its version. */
  readonly versionArguments: readonly string[];
  /** What makes it a part of the cluster of `npm run proof`: then it is built when a cluster starts and not before. */
  readonly cluster?: true;
  /** Whether it needs a C compiler and the headers of these Debian packages. */
  readonly cgo?: readonly string[];
  /** Files that the published module lacks though its sources embed them. */
  readonly missingFiles?: MissingFiles;
}

export interface MissingFiles {
  /** Module path of the incomplete module. */
  readonly module: string;
  /** Content by path inside the module. */
  readonly files: Readonly<Record<string, string>>;
}

type Optional = 'tags' | 'stamps' | 'versionArguments';

/** Fills in what most programs share. */
export function program(recipe: Omit<Program, Optional> & Partial<Pick<Program, Optional>>): Program {
  return Object.freeze({ tags: [], stamps: {}, versionArguments: ['--version'], ...recipe });
}
