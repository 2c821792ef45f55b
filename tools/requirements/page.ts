import type { Link, Requirement, RequirementList, RequirementStatus, Section } from '../../rules/shared/requirement';
import { sections } from '../../rules/shared/requirement';
import { sectionLetters, sectionOf } from '../../rules/shared/requirement-counts';
import { split } from './anchors';

const statuses: readonly RequirementStatus[] = ['met', 'contract', 'declined'];

/** The page `docs/requirements.md`: every item of every document, with its answer. */
export function requirementsPage(lists: readonly RequirementList[]): string {
  const all = lists.flatMap(({ requirements }) => requirements);
  const rows = [...lists.map(({ title, requirements }) => countRow(title, requirements)), countRow('all', all)];
  return `# Requirements

Made by \`npm run docs:requirements\`. Every item of the requirements documents, what it asks in a few words, and where it
is met: in the code, in an object of \`dist/\`, in a test. A test follows every link.

- **met**: the stack does it.
- **contract**: the application has to do it. The stack publishes what exactly, in [docs/contracts](contracts), and checks
  what arrives.
- **declined**: nobody does it, for the reason that stands beside it.

${table(['system', 'items', ...statuses], rows)}
${lists.map(part).join('')}`;
}

function part({ title, document, system, requirements, names }: RequirementList): string {
  const bySection = sectionLetters().map((section) => ({ section, own: requirements.filter(({ id }) => sectionOf(id) === section) }));
  return `
## ${title}

Ids begin with \`${document}\`; manifests are in [dist/${system}](../dist/${system}).

${table(['section', 'items', ...statuses], bySection.map(({ section, own }) => countRow(`${section} ${sections[section]}`, own)))}
${bySection.map(({ section, own }) => sectionPart(section, own)).join('')}${namesPart(names)}`;
}

function sectionPart(section: Section, requirements: readonly Requirement[]): string {
  return `
### ${capitalised(sections[section])}

${table(['id', 'asks', 'answer', 'where, or why not'], requirements.map(({ id, asks, status, where, remark }) => [id, asks, status, [...where.map(shown), ...(remark === undefined ? [] : [remark])].join('; ')]))}
`;
}

function namesPart(names: RequirementList['names']): string {
  if (names.length === 0) return '';
  return `
### Names that differ

${table(['in the document', 'here', 'why'], names.map(({ theirs, ours, why }) => [code(theirs), code(ours), why]))}
`;
}

function countRow(title: string, requirements: readonly Requirement[]): readonly string[] {
  return [title, String(requirements.length), ...statuses.map((status) => String(requirements.filter((requirement) => requirement.status === status).length))];
}

function shown(link: Link): string {
  const [path, anchor] = split(link);
  const file = path.split('/').slice(-1).join('');
  return path.startsWith('test/') ? `[${file}](../${path}): ${anchor}` : `[${file}](../${path}): ${code(anchor)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
