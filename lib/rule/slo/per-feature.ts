/**
 * SLOs of the features of one service: the same promise, or another, for each part of its routes.
 *
 *     perFeature({ checkout: { route: ['/cart', '/pay'] }, search: { route: '/search' } }, (feature, conditions) =>
 *       slo(`shop-${feature}`, { ..., indicator: availability({ total: requests.where(conditions), bad: requests.where({ ...conditions, status: /5../ }) }), labels: { feature } }))
 *
 * Each feature has a budget of its own, so one that fails does not hide behind those that do not.
 */
export function perFeature<const Features extends Readonly<Record<string, unknown>>, Made>(
  features: Features,
  make: (feature: keyof Features & string, conditions: Features[keyof Features]) => Made,
): readonly Made[] {
  return Object.keys(features).map((feature: keyof Features & string) => make(feature, features[feature]));
}
