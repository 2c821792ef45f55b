import { describe, expect, it } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import { pinnedVersions } from '../../tools/toolchain/pinned-versions';
import { runTool } from '../../tools/toolchain';
import type { Program } from '../../tools/toolchain/program';
import { programs, type ProgramName } from '../../tools/toolchain/programs';

/** A cold build of the largest program takes five minutes on two cores; a slower machine gets four times that. */
const coldBuild = 20 * 60_000;

/** The programs whose version stands somewhere; one of Belfry's own has none to hold, and what only a cluster needs is built for one. */
const judges = Object.keys(programs)
  .filter((name): name is ProgramName => Object.hasOwn(programs, name))
  .flatMap((name) => {
    const { cluster, component, pinned, versionArguments }: Program = programs[name];
    const versions = [...(component === undefined ? [] : [componentVersions[component]]), ...(pinned === undefined || cluster === true ? [] : [pinnedVersions[pinned]])];
    return versions.map(({ version }) => ({ name, versionArguments, version }));
  });

describe('the real programs', () => {
  it.each(judges)('$name reports the version that is written down, $version', async ({ name, versionArguments, version }) => {
    const { status, stdout, stderr } = await runTool(name, versionArguments);
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`(version v?|version: v|Kubernetes v|CoreDNS-)${version.replaceAll('.', '\\.')}(\\s|$)`, 'i'));
  }, coldBuild);
});
