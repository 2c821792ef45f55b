import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { days, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { secretKey } from '../../lib/core/secret';
import { dashboard } from '../../lib/dashboard/dashboard';
import { stat } from '../../lib/dashboard/panel/single-value';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { counter } from '../../lib/metric/metric';
import { sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { slack } from '../../lib/route/receiver/slack';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { alert } from '../../lib/rule/alert';
import { group } from '../../lib/rule/group';
import { grows } from '../../lib/rule/scenario/input';
import type { System } from '../../lib/rule/system';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import type { EnvironmentSpec } from '../../lib/stack/synthesize';
import { synthesize } from '../../lib/stack/synthesize';

/** A shop with one metric, one alert, one route and one panel: nothing is wrong with it. */
const requests = counter('shop_requests_total', { help: 'Requests.', unit: 'requests', labels: { code: ['200', '500'] }, jobs: ['shop'] });
const failed = ratio(sum(rate(requests.where({ code: '500' }), minutes(5))), sum(rate(requests, minutes(5))));
const enough = sum(rate(requests, minutes(5))).above(perSecond(0.1, 'requests'));
const chat = slack('chat', { apiUrl: secretKey('shop', 'slack'), channel: '#shop' });

const shopFails = alert('ShopFails', {
  when: failed.above(percent(5)).given(enough),
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  team: 'shop',
  labels: { service: 'shop' },
  summary: 'The shop answers with errors.',
  description: ({ value }) => `${value} of the requests fail.`,
  runbook: 'shop/fails',
  fires: { given: [grows(requests, { code: '500' }, perSecond(1, 'requests'))], at: minutes(10), alerts: [{ description: '100% of the requests fail.' }] },
  silent: { given: [grows(requests, { code: '200' }, perSecond(1, 'requests'))], at: minutes(10) },
});

const shop: System = { name: 'shop', title: 'Shop', metrics: [requests], groups: [group('shop', { rules: [shopFails] })] };

const overview = dashboard('shop', { title: 'Shop', folder: 'Shop', description: 'The shop.', rows: [row('Now', [stat('Failed', { description: 'Share of failed requests.', queries: [query(failed)] })])] });

const good: EnvironmentSpec = {
  environment: 'test',
  clusterName: 'test',
  profile: smallProfile(),
  systems: [shop],
  routing: routing({ default: chat }),
  dashboards: [overview],
  links: { runbooks: 'https://runbooks.example/', grafana: 'https://grafana.example/' },
  intervals: { scrapeInterval: seconds(15), evaluationInterval: seconds(15), retention: days(15), prometheus: 3 },
  scrape: [{ name: 'shop', discovery: { kind: 'pods', namespace: 'shop', labels: { app: 'shop' }, port: 8080 } }],
  probes: [],
  runbookExists: () => true,
};

const made = (changes: Partial<EnvironmentSpec>): (() => unknown) => () => synthesize(new App(), { ...good, ...changes });

describe('synthesize', () => {
  test('makes the manifests of an environment in which nothing is wrong', () => {
    const { counts, files } = synthesize(new App(), good);
    expect(counts).toMatchObject({ alerts: 1, panels: 1, dashboards: 1 });
    expect(files.get('test/prometheus-rules.yaml')).toContain('- alert: ShopFails');
  });

  test.each<{ what: string; wrong: () => unknown; says: RegExp }>([
    {
      what: 'two alerts of one identity',
      wrong: made({ systems: [shop, { ...shop, name: 'second', groups: [group('second', { rules: [shopFails] })] }] }),
      says: /error\[[a-z/-]+\] alert ShopFails[^]*fix:/,
    },
    { what: 'a runbook that nobody wrote', wrong: made({ runbookExists: () => false }), says: /error\[alert\/unknown-runbook\] alert ShopFails[^]*there is no runbook 'shop\/fails'[^]*fix: write docs\/runbooks\/shop\/fails\.md/ },
    {
      what: 'a metric name that Prometheus refuses',
      wrong: () => counter('shop-requests_total', { help: 'Requests.', unit: 'requests', labels: {}, jobs: ['shop'] }),
      says: /error\[metric\/invalid-name\] metric shop-requests_total[^]*fix: use letters, digits and underscores/,
    },
    {
      what: 'a route that swallows another',
      wrong: () => {
        const { when } = routesFor({ severity: ['critical', 'warning'], team: ['shop'] });
        return made({ routing: routing({ default: chat, routes: [when({ team: 'shop' }).to(chat), when({ team: 'shop', severity: 'critical' }).to(slack('pager', { apiUrl: secretKey('shop', 'pager'), channel: '#pager' }))] }) })();
      },
      says: /error\[route\/[a-z-]+\][^]*severity[^]*fix:/,
    },
    {
      what: 'a panel over a metric that no system declares',
      wrong: made({ systems: [] }),
      says: /error\[dashboard\/unknown-metric\] dashboard shop, row 'Now', panel 'Failed'[^]*shop_requests_total[^]*fix:/,
    },
    { what: 'a panel over a metric whose job is not scraped', wrong: made({ scrape: [] }), says: /error\[[a-z/-]+\] [^]*shop[^]*fix:/ },
    { what: 'an environment name that Kubernetes refuses', wrong: made({ environment: 'Test_1' }), says: /Test_1[^]*fix:/ },
  ])('refuses $what, and says where and what to do', ({ wrong, says }) => {
    expect(wrong).toThrow(says);
  });
});
