import type { RequirementList } from '../../rules/shared/requirement';
import { requirementIds } from '../../rules/shared/requirement-counts';
import type { LinkCheck } from './anchors';

/** What is wrong with a list: ids that are missing, unknown, out of order or there twice, and links that lead nowhere. */
export function requirementProblems(list: RequirementList, check: LinkCheck): readonly string[] {
  const wanted = requirementIds(list.document);
  const answered = list.requirements.map(({ id }) => id);
  const isWanted = new Set(wanted);
  const isAnswered = new Set(answered);
  const problems = [
    ...wanted.filter((id) => !isAnswered.has(id)).map((id) => `${id} has no answer`),
    ...answered.filter((id) => !isWanted.has(id)).map((id) => `${id} is no item of the document`),
    ...answered.filter((id, index) => answered.indexOf(id) !== index).map((id) => `${id} is answered twice`),
  ];
  if (problems.length === 0 && answered.join() !== wanted.join()) problems.push('the answers do not stand in the order of the document');
  for (const { id, asks, where, status, remark } of list.requirements) {
    if (asks.trim() === '') problems.push(`${id} does not say what is asked`);
    if (status === 'declined' && (remark ?? '').trim() === '') problems.push(`${id} is declined without a reason`);
    for (const link of where) {
      const wrong = check(link);
      if (wrong !== undefined) problems.push(`${id}: ${link}: ${wrong}`);
    }
  }
  return problems;
}
