/** Who acts on the alerts of the stack itself. */
export const team = 'platform';
