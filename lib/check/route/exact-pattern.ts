import type { AlertMatcher } from '../../route/matcher/matcher';
import { routeCheck } from './route-check';

export const exactPattern = routeCheck({
  id: 'route/exact-pattern',
  severity: 'warning',
  title: 'a pattern that matches one value',
  rationale: 'Alertmanager anchors patterns at both ends: =~"api" means exactly api, not something with api in it',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['service=~"api"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['service=~"api|worker"'], receiver: pager }, { matchers: ['service=~"web-.*"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  *find({ model, routes }) {
    const all = [...routes.map(({ node }) => node), ...model.inhibitions.map(({ source, target, place }) => ({ matchers: [...source, ...target], place }))];
    for (const { matchers, place } of all) {
      for (const matcher of matchers.filter(isExact)) {
        yield { message: `${matcher.text} holds for exactly '${matcher.value}'`, place, fix: `write ${matcher.label}${matcher.operator === '=~' ? '=' : '!='}"${matcher.value}" if that is meant, ${matcher.label}${matcher.operator}".*${matcher.value}.*" otherwise` };
      }
    }
  },
});

function isExact({ operator, value }: AlertMatcher): boolean {
  return operator.includes('~') && value !== '' && !/[.*+?^${}()|[\]\\]/.test(value);
}
