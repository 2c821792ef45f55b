import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { freeAddresses, metricsPage, post, start } from '../running-program';
import type { Scrape } from '../scrape';

/** Alertmanager in a cluster of two, with a receiver that takes what is sent and one that refuses it. */
export const scrapeAlertmanager: Scrape = async ({ folder, standIn }) => {
  const { http, cluster, otherHttp, otherCluster } = await freeAddresses('http', 'cluster', 'otherHttp', 'otherCluster');
  const config = join(folder, 'alertmanager.yml');
  const hook = (path: string): { readonly url: string } => ({ url: `http://${standIn.address}${path}` });
  writeFileSync(
    config,
    toYaml({
      route: { receiver: 'taken', group_wait: '0s', group_interval: '1s', routes: [{ receiver: 'taken', continue: true }, { receiver: 'refused' }] },
      receivers: [{ name: 'taken', webhook_configs: [hook('/taken')] }, { name: 'refused', webhook_configs: [hook('/refuse')] }],
    }),
  );
  const run = (own: string, gossip: string, peer: string): ReturnType<typeof start> =>
    start('alertmanager', [
      `--config.file=${config}`,
      `--storage.path=${join(folder, own.replace(':', '-'))}`,
      `--web.listen-address=${own}`,
      `--cluster.listen-address=${gossip}`,
      `--cluster.peer=${peer}`,
      '--cluster.settle-timeout=1s',
    ]);
  const program = await run(http, cluster, otherCluster);
  const neighbour = await run(otherHttp, otherCluster, cluster);
  try {
    await metricsPage(program, http, ['alertmanager_build_info', 'alertmanager_cluster_alive_messages_total']);
    await post(http, '/api/v2/alerts', [{ labels: { alertname: 'Always', severity: 'info' } }]);
    const ends = new Date(Date.now() + 3_600_000).toISOString();
    await post(http, '/api/v2/silences', { matchers: [{ name: 'alertname', value: 'Other', isRegex: false }], startsAt: new Date().toISOString(), endsAt: ends, createdBy: 'scrape', comment: 'scrape' });
    return await metricsPage(program, http, ['alertmanager_notifications_total', 'alertmanager_notification_latency_seconds_count', 'alertmanager_http_request_duration_seconds_count', 'alertmanager_cluster_pings_seconds_count']);
  } finally {
    await Promise.all([program.stop(), neighbour.stop()]);
  }
};
