import { dataSources } from '../datasource';
import type { Link } from '../link';
import { jaegerSearch, lokiTarget } from './target';
import type { GrafanaDashboard, Json } from './schema';

export type LinkJson = NonNullable<Json<GrafanaDashboard>['links']>[number];

/** The same form serves at the top of a dashboard, at a panel and at a line. */
export function linkJson(link: Link): LinkJson {
  const isDashboard = link.kind === 'dashboard';
  return {
    title: link.title,
    type: 'link',
    icon: isDashboard ? 'dashboard' : 'external link',
    tooltip: '',
    url: urlOf(link),
    tags: [],
    asDropdown: false,
    targetBlank: !isDashboard,
    includeVars: false,
    keepTime: isDashboard,
  };
}

/** Points of a line know their moment, so the range is written into the address. */
export function lineLinkJson(link: Link): LinkJson {
  const json = linkJson(link);
  if (link.kind !== 'dashboard') return json;
  return { ...json, url: `${json.url ?? ''}${Object.keys(link.variables).length === 0 ? '?' : '&'}\${__url_time_range}` };
}

function urlOf(link: Link): string {
  switch (link.kind) {
    case 'dashboard': {
      const parameters = Object.entries(link.variables).map(([name, value]) => `var-${encodeURIComponent(name)}=${encodeText(value)}`);
      return `/d/${link.uid}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
    }
    case 'url':
      return link.url;
    case 'logs':
      return exploreUrl(dataSources.loki.uid, lokiTarget(link.query, 0, 1000));
    case 'traces':
      return exploreUrl(dataSources.jaeger.uid, jaegerSearch(link.search));
  }
}

/** Explore's address holds its state as JSON. Source: https://grafana.com/docs/grafana/latest/explore/get-started-with-explore/#generate-explore-urls-from-external-tools */
function exploreUrl(datasource: string, query: unknown): string {
  const panes = { belfry: { datasource, queries: [query], range: { from: '${__from}', to: '${__to}' } } };
  return `/explore?schemaVersion=1&panes=${encodeText(JSON.stringify(panes))}&orgId=1`;
}

/** Percent-encodes all but Grafana's variables, which it fills in when the link is drawn. */
function encodeText(text: string): string {
  return text
    .split(/(\$\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part)))
    .join('');
}
