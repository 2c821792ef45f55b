/** Who acts on BuatFilm's alerts. */
export const team = 'buatfilm';

/** Uids of the dashboards that alerts link to. */
export const paymentDashboard = 'buatfilm-payments';

export const platformDashboard = 'buatfilm-platform';

/** Lines that tell why something fails, by service. */
export const failureLines = {
  api: '{service_name="buatfilm-payment-api"} | detected_level=~"error|fatal|critical"',
  worker: '{service_name="notification-worker"} | detected_level=~"error|fatal|critical"',
} as const;
