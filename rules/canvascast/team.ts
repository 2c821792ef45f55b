/** Who acts on CanvasCast's alerts. */
export const team = 'canvascast';

/** Uid of the dashboard that every alert links to. */
export const overviewDashboard = 'canvascast-overview';
