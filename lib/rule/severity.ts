/** How loudly an alert speaks. Closed: every severity has a route, and every route a severity. */
export const severities = ['critical', 'high', 'warning', 'info'] as const;

/** `critical` wakes somebody, `high` is for now in working hours, `warning` is a ticket, `info` is told to nobody in particular. */
export type Severity = (typeof severities)[number];
