import { queriesOf } from '../../dashboard/panel/panel';
import type { Query } from '../../dashboard/query';
import { walk } from '../../promql/node';
import { print } from '../../promql/print';
import type { AnyRecording, PanelCheck } from './panel-check';

export const recordedAlready: PanelCheck = {
  id: 'dashboard/recorded-already',
  severity: 'warning',
  title: 'a query that a recording rule has already worked out',
  why: 'everybody who opens the dashboard makes Prometheus work out again what a rule has worked out once for all',
  find({ panel, rules }) {
    if (rules.recordings.length === 0) return [];
    const recorded = indexOf(rules.recordings);
    return queriesOf(panel).flatMap((query) =>
      [...walk(query.expression)].flatMap((node) => {
        const recording = node.kind === 'aggregate' || node.kind === 'binary' || node.kind === 'call' ? recorded.get(print(node)) : undefined;
        return recording === undefined || !canBeNarrowed(query, recording) ? [] : [{ message: `it works out what ${recording.name} holds`, fix: `read ${recording.name}` }];
      }),
    );
  },
};

/** Printed once for all panels. What carries labels of fixed value is one of several series of its name, and in it for their sake. */
const indices = new WeakMap<readonly AnyRecording[], ReadonlyMap<string, AnyRecording>>();

function indexOf(recordings: readonly AnyRecording[]): ReadonlyMap<string, AnyRecording> {
  const index = indices.get(recordings) ?? new Map(recordings.filter(({ fixedLabels }) => Object.keys(fixedLabels).length === 0).map((recording) => [print(recording.expression), recording]));
  indices.set(recordings, index);
  return index;
}

/** What the reader chooses by must have survived into the recorded series. */
function canBeNarrowed({ narrowings }: Query, { declaration }: AnyRecording): boolean {
  return narrowings.every(({ label }) => label in declaration.labels);
}
