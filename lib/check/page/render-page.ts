import { renderProblem } from '../../core/problem';
import type { CheckPage, PageExample, Twins } from './check-page';

/** Path of a page below `docs/checks/`. */
export function pagePath({ id }: Pick<CheckPage, 'id'>): string {
  return `${id}.md`;
}

/** The page in Markdown, as it lies in `docs/checks/` and `belfry explain` prints it. */
export function renderPage(page: CheckPage): string {
  const parts = [`# ${page.id}`, `${capital(page.title)}. Severity: ${page.severity}. Found by \`${page.command}\`.`, sentence(page.rationale)];
  const twins = page.twins?.();
  if (twins === undefined) parts.push('It looks at dashboards that are written as typed definitions, before they become JSON.');
  else parts.push('## Wrong', ...example(twins.bad), 'is reported as', fenced('text', twins.bad.problems.map((problem) => renderProblem(problem)).join('\n\n')), '## Right', ...example(twins.good));
  if (page.isSwitchable) parts.push('## Where it is meant so', ...howToSwitchOff(page, twins));
  return `${parts.join('\n\n')}\n`;
}

function howToSwitchOff({ id }: CheckPage, twins: Twins | undefined): readonly string[] {
  const isDashboard = twins?.bad.files[0]?.language === 'json';
  const where = isDashboard ? 'A line in the description of the panel or of the dashboard switches the check off there.' : 'A comment at the rule, or at the group, switches the check off there.';
  return [`${where} It needs a reason, and is itself reported once it is no longer needed:`, isDashboard ? fenced('text', `belfry disable ${id}: why it is right here`) : fenced('yaml', `# belfry disable ${id}: why it is right here`)];
}

/** The list of all pages, by family. */
export function renderIndex(pages: readonly CheckPage[]): string {
  const families = new Map<string, CheckPage[]>();
  for (const page of pages) families.set(familyOf(page), [...(families.get(familyOf(page)) ?? []), page]);
  const tables = [...families].map(([family, members]) => `## ${family}\n\n| Check | Severity | What it finds |\n|---|---|---|\n${members.map((page) => `| [${page.id}](${pagePath(page)}) | ${page.severity} | ${page.title} |`).join('\n')}`);
  const introduction = [
    '# Checks',
    `What Belfry finds in rules, dashboards and routing trees: ${String(pages.length)} checks. Each has a page with an example that it finds, the message that it gives, and a twin that is right. \`belfry explain <check>\` prints the same page.`,
    'The examples are about the metrics of a small shop: [catalog.yaml](catalog.yaml). `npm run docs:checks` writes these pages from the checks themselves.',
    'An error means that the query cannot mean what it says. A warning works today and will mislead or miss in a situation that will come. An info is about conventions.',
  ];
  return `${[...introduction, ...tables].join('\n\n')}\n`;
}

function familyOf({ id }: CheckPage): string {
  return id.slice(0, id.indexOf('/'));
}

function example({ files }: PageExample): readonly string[] {
  return files.flatMap(({ name, language, text }, index) => [...(index === 0 && files.length === 1 ? [] : [`${capital(name)}:`]), fenced(language, text.trimEnd())]);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function sentence(text: string): string {
  return `${capital(text)}${text.endsWith('.') ? '' : '.'}`;
}

function capital(text: string): string {
  return /^[a-z]+\.[a-z]+$/.test(text) ? `\`${text}\`` : text.slice(0, 1).toUpperCase() + text.slice(1);
}
