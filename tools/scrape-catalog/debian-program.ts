import { mistake } from '../../lib/core/problem';
import { onPath } from '../toolchain/on-path';

/** Where a program of a Debian package is. What cannot be built from a Go module comes from there. */
export function debianProgram(name: string, debianPackage: string): string {
  const found = onPath(name);
  if (found !== undefined) return found;
  throw mistake({ check: 'tools/scrape', message: `there is no program '${name}'`, place: { subject: 'npm run catalog:scrape' }, fix: `apt-get install --no-install-recommends ${debianPackage}` });
}
