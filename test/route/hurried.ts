import { parseMilliseconds } from '../../lib/core/duration';
import type { Data } from '../../lib/core/yaml';
import { renderRouting } from '../../lib/route/render';
import type { Routing } from '../../lib/route/routing';
import { entries, list, text } from '../component/sample-stack';

export interface Hurry {
  /** Where a webhook stands for each receiver: `http://127.0.0.1:1234/hook`, followed by its name. */
  readonly url: string;
  /** How many times as fast. */
  readonly times: number;
  /** Time intervals that hold now; the others do not. */
  readonly hold: readonly string[];
}

const waits: ReadonlySet<string> = new Set(['group_wait', 'group_interval', 'repeat_interval']);

/**
 * The same tree in a hurry, as the content of `alertmanager.yml`: five minutes become three seconds at a hundred times the
 * speed. Who is told stays as it is; how does not, because every receiver becomes a webhook.
 */
export function hurried(tree: Routing, { url, times, hold }: Hurry): string {
  const { config } = renderRouting(tree);
  return JSON.stringify({
    ...config,
    templates: [],
    route: faster(config.route ?? {}, times),
    time_intervals: list(config, 'time_intervals').map((interval) => {
      const name = text(interval, 'name');
      return { name, time_intervals: [hold.includes(name) ? {} : { years: ['2020'] }] };
    }),
    receivers: list(config, 'receivers').map((receiver) => {
      const name = text(receiver, 'name');
      return { name, webhook_configs: [{ url: `${url}/${name}`, send_resolved: false }] };
    }),
  });
}

function faster(route: Data, times: number): Data {
  return Object.fromEntries(
    entries(route).map(([key, value]): readonly [string, Data] => {
      if (waits.has(key)) return [key, `${String(Math.max(1, Math.round((parseMilliseconds(text(route, key)) ?? 0) / times)))}ms`];
      return [key, key === 'routes' ? list(route, key).map((child) => faster(child, times)) : value];
    }),
  );
}
