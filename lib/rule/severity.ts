/** How loudly an alert speaks. Closed: every severity has a route, and every route a severity. */
export const severities = ['critical', 'high', 'warning', 'info'] as const;

/** `critical` wakes somebody, `high` is for now in working hours, `warning` is a ticket, `info` is told to nobody in particular. */
export type Severity = (typeof severities)[number];

/** Words that other vocabularies use for the same four levels. */
export const severityAliases = {
  P0: 'critical',
  P1: 'high',
  P2: 'warning',
  P3: 'info',
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'warning',
  LOW: 'info',
} as const satisfies Readonly<Record<string, Severity>>;

/** A severity, or an alias of one: `critical`, `P0`, `CRITICAL`. */
export type SeverityName = Severity | keyof typeof severityAliases;

/** The severity behind a name: `severityOf('P1')` is `high`. Whatever an alert is given, its label says the severity. */
export function severityOf(name: SeverityName): Severity {
  return isSeverity(name) ? name : severityAliases[name];
}

/** 0 is the loudest. */
export function loudness(severity: Severity): number {
  return severities.indexOf(severity);
}

function isSeverity(name: string): name is Severity {
  return severities.some((severity) => severity === name);
}
