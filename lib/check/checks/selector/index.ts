import type { Check } from '../../check';
import { blank } from './blank';
import { contradictory } from './contradictory';
import { emptyAlternative } from './empty-alternative';
import { glob } from './glob';
import { matchesEverything } from './matches-everything';
import { needlessRegexp } from './needless-regexp';
import { noName } from './no-name';
import { packedValue } from './packed-value';
import { regexpInEquality } from './regexp-in-equality';
import { unescapedDot } from './unescaped-dot';
import { unknownLabel } from './unknown-label';
import { unknownMetric } from './unknown-metric';
import { unknownValue } from './unknown-value';
import { unscoped } from './unscoped';
import { wrongJob } from './wrong-job';

export const selectorChecks: readonly Check[] = [
  unknownMetric,
  unknownLabel,
  unknownValue,
  wrongJob,
  contradictory,
  regexpInEquality,
  glob,
  matchesEverything,
  emptyAlternative,
  blank,
  needlessRegexp,
  unescapedDot,
  packedValue,
  unscoped,
  noName,
];
