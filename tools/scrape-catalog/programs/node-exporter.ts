import { join } from 'node:path';
import { moduleSources } from '../../toolchain/module-sources';
import { runProcess } from '../../toolchain/run-process';
import { freeAddresses, metricsPage, start } from '../running-program';
import type { Scrape } from '../scrape';

async function page(flags: readonly string[], names: readonly string[]): Promise<string> {
  const { http } = await freeAddresses('http');
  const program = await start('node_exporter', [`--web.listen-address=${http}`, ...flags]);
  try {
    return await metricsPage(program, http, names);
  } finally {
    await program.stop();
  }
}

/**
 * The node exporter with its default collectors. What this machine has is not what others have, so it reads the kernel's
 * files of a machine that has everything: those that its authors test it with. Memory, file systems and the clock it
 * asks the real kernel about, because those files are of an old one.
 */
export const scrapeNodeExporter: Scrape = async ({ folder }) => {
  const module = await moduleSources('node-exporter', 'github.com/prometheus/node_exporter');
  const fixtures = join(module, 'collector', 'fixtures');
  for (const archive of ['sys.ttar', 'udev.ttar']) await runProcess('bash', [join(module, 'ttar'), '-C', folder, '-x', '-f', join(fixtures, archive)]);
  const imitated = await page(
    [`--path.procfs=${join(fixtures, 'proc')}`, `--path.sysfs=${join(folder, 'sys')}`, `--path.rootfs=${fixtures}`, `--path.udev.data=${join(folder, 'udev', 'data')}`],
    ['node_cpu_seconds_total', 'node_md_disks', 'node_scrape_collector_success'],
  );
  const real = await page(['--collector.disable-defaults', '--collector.filesystem', '--collector.meminfo', '--collector.timex', '--collector.uname'], ['node_filesystem_avail_bytes', 'node_memory_MemAvailable_bytes', 'node_timex_sync_status']);
  return [imitated, real].join('\n');
};
