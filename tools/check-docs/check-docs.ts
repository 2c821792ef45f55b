import { exampleCatalog } from '../../lib/check/example/catalog';
import { checkPages } from '../../lib/check/page/check-page';
import { pagePath, renderIndex, renderPage } from '../../lib/check/page/render-page';

/** Path below `docs/checks/` to content. */
export function checkDocs(): ReadonlyMap<string, string> {
  const pages = checkPages();
  return new Map([['README.md', renderIndex(pages)], ['catalog.yaml', exampleCatalog], ...pages.map((page) => [pagePath(page), renderPage(page)] as const)]);
}
