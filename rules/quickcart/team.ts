/** Who acts on QuickCart's alerts. */
export const team = 'quickcart';

/** Uids of the dashboards that alerts link to. */
export const systemDashboard = 'quickcart-system';

export const paymentDashboard = 'quickcart-payments';

export const activityDashboard = 'quickcart-activity';

export const fraudDashboard = 'quickcart-fraud';
