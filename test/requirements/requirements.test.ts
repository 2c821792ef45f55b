import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contracts, requirementLists } from '../../rules/requirements';
import type { Link, RequirementList } from '../../rules/shared/requirement';
import { contract, declined } from '../../rules/shared/requirement';
import { requirementCounts, requirementIds } from '../../rules/shared/requirement-counts';
import { contractDocument } from '../../rules/shared/application-contract';
import { linkCheck } from '../../tools/requirements/anchors';
import { requirementDocuments } from '../../tools/requirements/documents';
import { requirementProblems } from '../../tools/requirements/problems';

const root = resolve(__dirname, '../..');

const check = linkCheck(root);

describe.each(requirementLists.map((list) => [list.title, list] as const))('%s', (_title, list) => {
  test('every item has an answer, and every link leads somewhere', () => {
    expect(requirementProblems(list, check)).toEqual([]);
    expect(list.requirements).toHaveLength(requirementIds(list.document).length);
  });
});

test('the documents ask for 581 things', () => {
  expect(Object.keys(requirementCounts).flatMap(requirementIds)).toHaveLength(581);
});

test.each([...requirementDocuments()])('%s is what npm run docs:requirements writes', (path, content) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(content);
});

test('a contract names a metric with its type, unit and labels', () => {
  const canvascast = contracts.find(({ system }) => system === 'canvascast');
  expect(canvascast === undefined ? undefined : contractDocument(canvascast).metrics).toMatchObject({ job_queue_depth: { type: 'gauge', unit: 'jobs', labels: { queue: ['video'] }, shared: true } });
});

describe('what would be found out', () => {
  const list = (...requirements: RequirementList['requirements']): RequirementList => ({ document: 'CC', system: 'canvascast', title: 'CanvasCast', requirements, names: [] });
  const sound = requirementLists.find(({ document }) => document === 'CC')?.requirements ?? [];

  test('an id without an answer, one that nobody asked for, and one that is answered twice', () => {
    expect(requirementProblems(list(...sound.slice(1)), check)).toEqual(['CC-M01 has no answer']);
    expect(requirementProblems(list(...sound, declined('CC-X99', 'nothing', 'nobody asked')), check)).toEqual(['CC-X99 is no item of the document']);
    expect(requirementProblems(list(...sound, ...sound.slice(0, 1)), check)).toEqual(['CC-M01 is answered twice']);
    expect(requirementProblems(list(...sound.slice(1), ...sound.slice(0, 1)), check)).toEqual(['the answers do not stand in the order of the document']);
  });

  test('a link to a file, an export, a text or a test that is not there', () => {
    const problemsOf = (...links: readonly Link[]): readonly (string | undefined)[] => links.map(check);
    expect(
      problemsOf(
        'rules/canvascast/absent.ts#httpRequests',
        'rules/canvascast/metrics.ts#httpRequest',
        'rules/canvascast/metrics.ts#httpMethod',
        'dist/canvascast/prometheus.yaml#no such text',
        'test/requirements/requirements.test.ts#a test that nobody wrote',
        'dist/canvascast/prometheus.yaml#',
      ),
    ).toEqual([
      'there is no file rules/canvascast/absent.ts',
      "the file exports no 'httpRequest'",
      "the file exports no 'httpMethod'",
      "the file does not contain 'no such text'",
      "the file has no test that runs and is called 'a test that nobody wrote'",
      'it names no place in the file',
    ]);
    expect(problemsOf('rules/canvascast/metrics.ts#httpRequests', 'test/requirements/requirements.test.ts#what would be found out')).toEqual([undefined, undefined]);
  });

  test('an answer without a reason or without a question', () => {
    const rest = sound.slice(1);
    expect(requirementProblems(list(declined('CC-M01', 'latency', ' '), ...rest), check)).toEqual(['CC-M01 is declined without a reason']);
    expect(requirementProblems(list(contract('CC-M01', '', 'rules/canvascast/metrics.ts#httpRequests'), ...rest), check)).toEqual(['CC-M01 does not say what is asked']);
  });
});
