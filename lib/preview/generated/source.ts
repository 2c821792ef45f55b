import { matcherTest } from '../../metric/series';
import type { Alert } from '../../rule/alert';
import type { AnsweredSeries } from '../live/prometheus-api';
import type { Asked, PreviewSource } from '../source';
import { courseOf } from './course';
import { chance } from './hash';
import { Incident } from './incident';
import { labelSets } from './label-sets';
import { calls, logLines, spans, traces } from './signals';

/** Noon of a day that every preview is made on: the same dashboards give the same pages. */
const always = Date.UTC(2026, 0, 15, 12) / 1000;

/** How long an alert has been firing on that day: long enough to be seen, and short enough to be new. */
const firingFor = 25 * 60;

/**
 * Answers made from what is known of a query: its labels and their declared values, its unit, the limits of its panel.
 * They show what a panel will look like, and nothing of what any system does. While alerts fire, every panel shows it that
 * reads what they read, and nothing else is wrong.
 */
export function generatedSource(firing: readonly Alert[] = []): PreviewSource {
  const incidents = firing.map((alert) => new Incident(alert, always - firingFor));
  const answer = (asked: Asked, moments: readonly number[]): readonly AnsweredSeries[] => {
    const sets = labelSets(asked.query, asked.panel, firing);
    if (asked.query.labels.known.has('alertname')) return sets.map((labels) => ({ labels, points: moments.filter((moment) => moment >= always - firingFor).map((moment) => [moment, firingFor] as const) }));
    const effects = new Map(incidents.flatMap((incident) => {
      const affected = incident.affected(asked, sets);
      return affected === undefined ? [] : [[affected, incident.effectOn(asked)] as const];
    }));
    return sets.map((labels, index) => {
      const course = asked.panel.kind === 'heatmap' ? bucketCourse(index, sets.length) : courseOf(asked, labels, { index, lines: sets.length, effect: effects.get(index), isQuiet: incidents.length > 0 });
      return { labels, points: moments.map((moment) => [moment, course(moment)] as const) };
    });
  };
  return {
    now: always,
    range: (asked) => Promise.resolve(answer(asked, momentsOf(asked))),
    newest: (asked) => Promise.resolve(answer(asked, [asked.range.to])),
    firing: (matchers) => Promise.resolve(firing.filter(({ name, fixedLabels }) => matchers.every((matcher) => matcherTest(matcher)({ ...fixedLabels, alertname: name }[matcher.label] ?? ''))).map(({ name, severity }) => ({ name, severity }))),
    logLines,
    traces,
    spans,
    calls,
  };
}

function momentsOf({ range, step }: Asked): readonly number[] {
  const count = Math.floor((range.to - range.from) / step.value);
  return Array.from({ length: count + 1 }, (_, index) => range.to - (count - index) * step.value);
}

/** Cumulative, as buckets are: most observations lie in the lower middle. */
function bucketCourse(index: number, count: number): (moment: number) => number {
  const own = (bucket: number, moment: number): number => Math.round(90 * Math.exp(-(((bucket - count * 0.4) / (count * 0.14)) ** 2)) * (0.4 + 1.2 * chance('bucket', bucket, moment)));
  return (moment) => Array.from({ length: index + 1 }, (_, bucket) => own(bucket, moment)).reduce((sum, value) => sum + value, 0);
}
