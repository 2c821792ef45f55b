import type { RequirementId, Section } from './requirement';
import { sections } from './requirement';

/**
 * How many items each section of each requirements document has, counted in the documents. They are numbered from 01
 * without a gap, so that the counts are the complete list of ids: 581 in all.
 */
export const requirementCounts: Readonly<Record<string, Readonly<Record<Section, number>>>> = {
  BF: { M: 21, A: 16, R: 17, D: 10, L: 15, T: 9, H: 5, S: 3, I: 8, B: 7, V: 5, X: 5 },
  QC: { M: 40, A: 43, R: 15, D: 8, L: 17, T: 1, H: 6, S: 5, I: 9, B: 12, V: 5, X: 6 },
  BL: { M: 14, A: 10, R: 8, D: 8, L: 8, T: 8, H: 5, S: 2, I: 8, B: 1, V: 4, X: 3 },
  CC: { M: 21, A: 10, R: 9, D: 12, L: 10, T: 7, H: 6, S: 4, I: 9, B: 6, V: 3, X: 6 },
  BH: { M: 25, A: 15, R: 5, D: 16, L: 10, T: 6, H: 5, S: 6, I: 10, B: 6, V: 2, X: 5 },
};

/** Every id of a document, in its order: `CC-M01`, `CC-M02`, ... */
export function requirementIds(document: string): readonly RequirementId[] {
  const counts = requirementCounts[document];
  if (counts === undefined) return [];
  return sectionLetters().flatMap((section) => Array.from({ length: counts[section] }, (_, index): RequirementId => `${document}-${section}${String(index + 1).padStart(2, '0')}`));
}

/** The section that an id belongs to. */
export function sectionOf(id: RequirementId): Section {
  const letter = id.split('-')[1]?.charAt(0) ?? '';
  const section = sectionLetters().find((known) => known === letter);
  if (section === undefined) throw new RangeError(`${id} belongs to no section`);
  return section;
}

export function sectionLetters(): readonly Section[] {
  return Object.keys(sections).filter(isSection);
}

function isSection(letter: string): letter is Section {
  return Object.hasOwn(sections, letter);
}
