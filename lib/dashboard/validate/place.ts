import type { Place } from '../../core/problem';

/** What a reader calls a dashboard, a row and a panel in a diagnostic. */
export function dashboardPlace(dashboard: { readonly uid: string }): Place {
  return { subject: `dashboard ${dashboard.uid}` };
}

export function rowPlace(dashboard: { readonly uid: string }, row: { readonly title: string }): Place {
  return { subject: `dashboard ${dashboard.uid}, row '${row.title}'` };
}

export function panelPlace(dashboard: { readonly uid: string }, row: { readonly title: string }, panel: { readonly title: string }): Place {
  return { subject: `dashboard ${dashboard.uid}, row '${row.title}', panel '${panel.title}'` };
}
