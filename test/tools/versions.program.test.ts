import { describe, expect, it } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import { runTool } from '../../tools/toolchain';
import { programs, type Program, type ProgramName } from '../../tools/toolchain/programs';

/** A cold build of the largest program takes five minutes on two cores; a slower machine gets four times that. */
const coldBuild = 20 * 60_000;

const names = Object.keys(programs).filter((name): name is ProgramName => Object.hasOwn(programs, name));

describe('the real programs', () => {
  it.each(names)('%s reports the version that is emitted', async (name) => {
    const { component, versionArguments }: Program = programs[name];
    if (component === undefined) throw new Error('every program in the table stands for a component so far');
    const { status, stdout, stderr } = await runTool(name, versionArguments);
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`version v?${componentVersions[component].version.replaceAll('.', '\\.')}(\\s|$)`));
  }, coldBuild);
});
