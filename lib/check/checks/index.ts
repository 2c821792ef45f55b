import type { Check } from '../check';
import { absenceChecks } from './absence';
import { aggregateChecks } from './aggregate';
import { conditionChecks } from './condition';
import { counterChecks } from './counter';
import { gaugeChecks } from './gauge';
import { histogramChecks } from './histogram';
import { labelChecks } from './label';
import { matchChecks } from './match';
import { rangeChecks } from './range';
import { ratioChecks } from './ratio';
import { scalarChecks } from './scalar';
import { selectorChecks } from './selector';
import { setChecks } from './set';
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
].flat();
