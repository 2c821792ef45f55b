/** Who acts on the alerts of the backend. */
export const team = 'backend';

/** Uids of the dashboards that alerts link to. */
export const serviceDashboard = 'baseline-service';

export const dependenciesDashboard = 'baseline-dependencies';
