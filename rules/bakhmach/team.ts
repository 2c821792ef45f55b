/** Who acts on Bakhmach's alerts. */
export const team = 'bakhmach';

/** Uids of the dashboards that alerts link to. */
export const overviewDashboard = 'bakhmach-overview';

export const applicationDashboard = 'bakhmach-application';

export const infrastructureDashboard = 'bakhmach-infrastructure';

export const sloDashboard = 'bakhmach-slo';
