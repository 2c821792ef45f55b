import { join } from 'node:path';
import { runProcess } from './run-process';

/** The folder with the sources of a pinned Go module, downloaded where needed; `family` is the folder of its go.mod below `tools/`. */
export async function moduleSources(family: string, module: string): Promise<string> {
  const cwd = join(__dirname, '..', family);
  const { status, stdout, stderr } = await runProcess('go', ['mod', 'download', '-json', module], { cwd });
  const answer: unknown = status === 0 ? JSON.parse(stdout) : undefined;
  if (typeof answer === 'object' && answer !== null && 'Dir' in answer && typeof answer.Dir === 'string') return answer.Dir;
  throw new Error(`go mod download ${module} in ${cwd} ended with status ${String(status)}: ${stderr}`);
}
