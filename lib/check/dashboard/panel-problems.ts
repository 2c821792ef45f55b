import type { Problem } from '../../core/problem';
import type { Dashboard } from '../../dashboard/model';
import { dashboardPlace, panelPlace } from '../../dashboard/validate/place';
import { usedVariables } from '../../dashboard/validate/references';
import type { Catalog } from '../../metric/catalog';
import { alertThreshold } from './alert-threshold';
import { ambiguousLegend } from './ambiguous-legend';
import { constantRatio } from './constant-ratio';
import { emptyLegend } from './empty-legend';
import { overlappingBars } from './overlapping-bars';
import { logProblems } from './log-problems';
import type { PanelCheck, RulesBeside } from './panel-check';
import { rawCounter } from './raw-counter';
import { recordedAlready } from './recorded-already';
import { screenProblems } from './screen-problems';
import { tooManyLines } from './too-many-lines';
import { unfitWindow } from './unfit-window';
import { unknownMetric } from './unknown-metric';
import { unknownUnit } from './unknown-unit';
import { unscrapedJob } from './unscraped-job';
import { unseenAlert } from './unseen-alert';

/** Every check of a panel. */
export const panelChecks: readonly PanelCheck[] = [unknownMetric, unscrapedJob, rawCounter, constantRatio, ambiguousLegend, emptyLegend, tooManyLines, unknownUnit, unfitWindow, overlappingBars, alertThreshold, unseenAlert, recordedAlready];

const noRules: RulesBeside = Object.freeze({ alerts: [], recordings: [] });

/**
 * What is wrong with the panels of a dashboard, seen together with the metrics that exist, the jobs that are scraped and
 * the rules over the same. Each finding once, however many queries of the panel share it.
 */
export function panelProblems(dashboard: Dashboard, catalog: Catalog, scrapedJobs: ReadonlySet<string>, rules: RulesBeside = noRules): Problem[] {
  const inPanels = dashboard.rows.flatMap((row) =>
    row.panels.flatMap((panel) =>
      panelChecks.flatMap(({ id, severity, why, find }) => {
        const place = panelPlace(dashboard, row, panel);
        const findings = new Map(find({ dashboard, row, panel, catalog, scrapedJobs, rules }).map((finding) => [finding.message, finding]));
        return [...findings.values()].map(({ message, fix }) => ({ check: id, severity, message, place, why, fix }));
      }),
    ),
  );
  const inLogs = dashboard.rows.flatMap((row) => row.panels.flatMap((panel) => logProblems(dashboard, row, panel)));
  return [...inPanels, ...inLogs, ...screenProblems(dashboard), ...unusedVariables(dashboard)];
}

function unusedVariables(dashboard: Dashboard): Problem[] {
  const used = usedVariables(dashboard);
  return dashboard.variables
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => ({
      check: 'dashboard/unused-variable',
      severity: 'warning',
      message: `nothing depends on the variable '${name}'`,
      place: dashboardPlace(dashboard),
      why: 'a reader who chooses a value believes that he sees that value alone',
      fix: 'narrow the queries by it, or drop it',
    }));
}
