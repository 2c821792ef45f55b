import { programs, type ProgramName } from './toolchain/programs';
import { createToolchain } from './toolchain/toolchain';
import type { ProcessOptions, ProcessResult } from './toolchain/run-process';

const toolchain = createToolchain({ programs, folder: __dirname });

/**
 * The absolute path of a real program, built from its pinned Go module on first use.
 *
 *     const promtool = await tool('promtool'); // .../tools/bin/promtool/3f0c5a1d9e77/promtool
 *
 * Progress goes to standard error. Throws a BelfryError when Go is missing or too old, or when the build fails.
 */
export function tool(name: ProgramName): Promise<string> {
  return toolchain.tool(name);
}

/**
 * Runs a real program to its end, building it first where needed.
 *
 *     const { status, stderr } = await runTool('promtool', ['check', 'rules'], { input: rules });
 *
 * A program that refuses its input is a status other than 0, not an exception.
 */
export function runTool(name: ProgramName, args: readonly string[], options?: Pick<ProcessOptions, 'input' | 'cwd'>): Promise<ProcessResult> {
  return toolchain.runTool(name, args, options);
}
