import { businessHours } from '../../lib/route/time-interval/time-interval';
import type { OfficeHours } from '../../lib/rule/condition/office-hours';

const [from, to] = ['08:00', '22:00'] as const;

/** When the shop is open, for conditions: Monday to Saturday in Jakarta. The document gives no hours; the owners confirm these. */
export const shopHours: OfficeHours = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'], from, to, zone: 'Asia/Jakarta' };

/** The same hours, for routes. */
export const openingHours = businessHours('quickcart-opening-hours', { timeZone: 'Asia/Jakarta', from, to, weekdays: [{ from: 'monday', to: 'saturday' }] });
