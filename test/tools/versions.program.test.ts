import { describe, expect, it } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import { runTool } from '../../tools/toolchain';
import type { Program } from '../../tools/toolchain/program';
import { programs, type ProgramName } from '../../tools/toolchain/programs';

/** A cold build of the largest program takes five minutes on two cores; a slower machine gets four times that. */
const coldBuild = 20 * 60_000;

/** The programs that stand for a component; one of Belfry's own has no version to hold. */
const judges = Object.keys(programs)
  .filter((name): name is ProgramName => Object.hasOwn(programs, name))
  .flatMap((name) => {
    const { component, versionArguments }: Program = programs[name];
    return component === undefined ? [] : [{ name, versionArguments, version: componentVersions[component].version }];
  });

describe('the real programs', () => {
  it.each(judges)('$name reports the version that is emitted, $version', async ({ name, versionArguments, version }) => {
    const { status, stdout, stderr } = await runTool(name, versionArguments);
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`version v?${version.replaceAll('.', '\\.')}(\\s|$)`));
  }, coldBuild);
});
