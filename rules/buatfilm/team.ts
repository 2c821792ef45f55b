/** Who acts on BuatFilm's alerts. */
export const team = 'buatfilm';

/** Uids of the dashboards that alerts link to. */
export const paymentDashboard = 'buatfilm-payments';

export const platformDashboard = 'buatfilm-platform';
