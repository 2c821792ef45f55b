import type { Problem } from '../../core/problem';
import type { RoutableAlert } from '../../route/alert';
import type { RoutingModel } from '../../route/model';
import { domainOf } from '../../route/reach/domain';
import { OutcomeFinder } from '../../route/reach/outcomes';
import { resolveRoutes, walkRoutes } from '../../route/resolved-route';
import { contradiction } from './contradiction';
import { defaultOnly } from './default-only';
import { duplicateDelivery } from './duplicate-delivery';
import { exactPattern } from './exact-pattern';
import { groupByUnknown } from './group-by-unknown';
import { idleRoute } from './idle-route';
import { inhibitionCircle } from './inhibition-circle';
import { inhibitionIdle } from './inhibition-idle';
import { inhibitionOverlap } from './inhibition-overlap';
import { inhibitionTooWide } from './inhibition-too-wide';
import { intervalsNotInherited } from './intervals-not-inherited';
import { lostDay } from './lost-day';
import { missingLabel } from './missing-label';
import { neverSpeaks } from './never-speaks';
import { overlappingTimes } from './overlapping-times';
import { repeatInterval } from './repeat-interval';
import type { RouteCheck } from './route-check';
import { asProblem } from './route-check';
import { swallowed } from './swallowed';
import { undelivered } from './undelivered';
import { unused } from './unused';

/** Every check of routing trees, the gravest first. */
export const routeChecks: readonly RouteCheck[] = [
  undelivered, swallowed, contradiction, defaultOnly, inhibitionCircle, neverSpeaks,
  idleRoute, duplicateDelivery, missingLabel, exactPattern, groupByUnknown, repeatInterval, intervalsNotInherited, lostDay, overlappingTimes,
  inhibitionIdle, inhibitionTooWide, inhibitionOverlap, unused,
];

/**
 * All checks of a tree, together with the alerts that are sent to it where these are known.
 *
 *     refuse(checkRouting(tree, alertsOf(groups)));
 */
export function checkRouting(model: RoutingModel, alerts?: readonly RoutableAlert[]): readonly Problem[] {
  const subject = {
    model,
    routes: walkRoutes(resolveRoutes(model)),
    domain: domainOf(model),
    // Labels may be inferred anew at each look.
    alerts: alerts?.map(({ name, labels, place }): RoutableAlert => ({ name, labels, ...(place === undefined ? {} : { place }) })),
    outcomes: new OutcomeFinder(model),
  };
  return routeChecks.flatMap((check) => [...check.find(subject)].map((finding) => asProblem(check, finding)));
}
