import type { Check } from '../check';
import { absenceChecks } from './absence';
import { aggregateChecks } from './aggregate';
import { alertChecks } from './alert';
import { conditionChecks } from './condition';
import { counterChecks } from './counter';
import { dashboardChecks } from './dashboard';
import { directionChecks } from './direction';
import { gaugeChecks } from './gauge';
import { groupChecks } from './group';
import { histogramChecks } from './histogram';
import { labelChecks } from './label';
import { logqlChecks } from './logql';
import { matchChecks } from './match';
import { offsetChecks } from './offset';
import { panelChecks } from './panel';
import { rangeChecks } from './range';
import { ratioChecks } from './ratio';
import { recordChecks } from './record';
import { scalarChecks } from './scalar';
import { selectorChecks } from './selector';
import { setChecks } from './set';
import { sloChecks } from './slo';
import { subqueryChecks } from './subquery';
import { templateChecks } from './template';
import { timeChecks } from './time';
import { unitChecks } from './unit';

/** Every check, by family. */
export const checks: readonly Check[] = [
  selectorChecks,
  histogramChecks,
  counterChecks,
  gaugeChecks,
  aggregateChecks,
  rangeChecks,
  conditionChecks,
  unitChecks,
  timeChecks,
  labelChecks,
  matchChecks,
  setChecks,
  scalarChecks,
  templateChecks,
  absenceChecks,
  ratioChecks,
  directionChecks,
  subqueryChecks,
  offsetChecks,
  sloChecks,
  alertChecks,
  recordChecks,
  groupChecks,
  panelChecks,
  dashboardChecks,
  logqlChecks,
].flat();
