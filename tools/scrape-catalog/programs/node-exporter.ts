import { freeAddresses, metricsPage, start } from '../running-program';
import type { Scrape } from '../scrape';

/** The node exporter with its default collectors, on whatever machine this is. */
export const scrapeNodeExporter: Scrape = async () => {
  const { http } = await freeAddresses('http');
  const program = await start('node_exporter', [`--web.listen-address=${http}`]);
  try {
    return await metricsPage(program, http, ['node_cpu_seconds_total', 'node_memory_MemAvailable_bytes', 'node_filesystem_avail_bytes']);
  } finally {
    await program.stop();
  }
};
