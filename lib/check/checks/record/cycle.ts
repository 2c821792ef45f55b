import type { RecordingSubject } from '../../model/subject';
import { collect } from '../../../core/collect';
import { check } from '../../check';
import { rules } from '../../example/example';

export const cycle = check({
  id: 'record/cycle',
  severity: 'error',
  title: 'recorded series that feed on each other',
  rationale: 'A rule that reads what it records, directly or through others, works with its own result of the last round. The value drifts or never begins.',
  subject: 'rules',
  bad: rules('- record: job:a:sum\n  expr: sum by (job) (job:b:sum)\n- record: job:b:sum\n  expr: sum by (job) (job:a:sum)'),
  good: rules('- record: job:a:rate5m\n  expr: sum by (job) (rate(http_requests_total[5m]))\n- record: job:b:rate5m\n  expr: sum by (job) (job:a:rate5m)'),
  *find({ recordingsByName }) {
    for (const name of namesInCycles(recordingsByName)) {
      for (const rule of recordingsByName.get(name) ?? []) yield { message: `${name} is computed from itself`, rule, spot: { text: rule.name }, fix: 'compute it from scraped series' };
    }
  },
});

/** The names that can be reached from themselves: what is left when everything that depends on nothing is taken away, from both ends. */
function namesInCycles(recordings: ReadonlyMap<string, readonly RecordingSubject[]>): readonly string[] {
  const reads = new Map([...recordings].map(([name, rules]) => [name, new Set(rules.flatMap(readNames).filter((read) => recordings.has(read)))]));
  const readers = new Map<string, Set<string>>([...recordings.keys()].map((name) => [name, new Set()]));
  for (const [name, read] of reads) for (const other of read) readers.get(other)?.add(name);
  return [...remaining(remaining(new Set(recordings.keys()), reads), readers)];
}

/** Takes away, again and again, every name that points at none that is left. */
function remaining(names: ReadonlySet<string>, pointsAt: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const left = new Set(names);
  const count = new Map([...left].map((name) => [name, [...(pointsAt.get(name) ?? [])].filter((other) => left.has(other)).length]));
  const pointedAtBy = new Map<string, string[]>();
  for (const name of left) for (const other of pointsAt.get(name) ?? []) collect(pointedAtBy, other, name);
  const free = [...left].filter((name) => count.get(name) === 0);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    left.delete(name);
    for (const user of pointedAtBy.get(name) ?? []) {
      const rest = (count.get(user) ?? 0) - 1;
      count.set(user, rest);
      if (rest === 0 && left.has(user)) free.push(user);
    }
  }
  return left;
}

function readNames({ expression }: RecordingSubject): readonly string[] {
  return expression?.selectors.flatMap(({ name }) => (name === undefined ? [] : [name])) ?? [];
}
