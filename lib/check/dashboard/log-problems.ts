import type { Problem } from '../../core/problem';
import type { Dashboard } from '../../dashboard/model';
import type { Panel } from '../../dashboard/panel/panel';
import type { Row } from '../../dashboard/row';
import { panelPlace } from '../../dashboard/validate/place';
import type { LogNode } from '../../logql/node';
import type { LogStreamDeclaration } from '../../logql/stream-declaration';
import { tryParseLogql } from '../../logql/parse';
import { LogqlQuery } from '../analysis/logql-query';
import type { CheckOf } from '../check';
import { logqlChecks } from '../checks/logql';
import { KnownMetrics, nothingInstalled } from '../model/known-metrics';
import { RuleSet } from '../model/rule-set';
import { modelText } from '../model/text';
import { parseQuery, variablesIn } from '../source/grafana-variables';

const checks: readonly CheckOf<'logql'>[] = logqlChecks.filter((check): check is CheckOf<'logql'> => check.subject === 'logql');

const nothingKnown = Object.freeze({ known: new KnownMetrics(nothingInstalled), rules: new RuleSet([]) });

/** What the checks of LogQL find in the queries of a panel of logs. Streams are known where the query was built from a declaration. */
export function logProblems(dashboard: Dashboard, row: Row, panel: Panel): Problem[] {
  if (panel.kind !== 'logs') return [];
  const place = panelPlace(dashboard, row, panel);
  return panel.queries.flatMap(({ text, node }): Problem[] => {
    const parsed = parseQuery(text, tryParseLogql);
    if ('problem' in parsed) return [{ ...parsed.problem, place: { ...parsed.problem.place, ...place } }];
    const query = new LogqlQuery({ text: modelText(text, panel.title), root: parsed.root, purpose: 'panel', interval: 0, streams: streamsOf(node), hasVariables: variablesIn(text).length > 0 });
    return checks.flatMap((check) =>
      [...check.find(query, nothingKnown)].map(({ message, spot, fix, severity }) => ({
        check: check.id,
        severity: severity ?? check.severity,
        message,
        place: { ...spot.text.place(spot.span), ...place },
        why: check.rationale,
        ...(fix === undefined ? {} : { fix }),
      })),
    );
  });
}

function streamsOf({ declaration }: LogNode): readonly LogStreamDeclaration[] {
  return declaration === undefined ? [] : [declaration];
}
