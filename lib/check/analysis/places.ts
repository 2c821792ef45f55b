/**
 * Labels that name a place in a larger installation. Rules that are written for many installations group by them and
 * show them where they exist, so that their absence is no sure mistake.
 */
export const places: ReadonlySet<string> = new Set(['cluster', 'region', 'zone', 'datacenter', 'dc', 'env', 'environment', 'tenant', 'namespace']);
