import type { KeptBack } from '#src/replenishment/due-soon.ts';

/** Why nobody is reminded of it now. */
export const KEPT_BACK_WORDS: Readonly<Record<KeptBack, string>> = {
  complaint: 'We do not remind you while your complaint is open.',
  return: 'We do not remind you while a return is open.',
  'late-order': 'We do not remind you while an order of yours is late.',
  subscription: 'It comes by itself, so we do not remind you.',
  stopped: 'You stopped reminders for it.',
  snoozed: 'You put it off.',
  'not-sold': 'We do not sell it at the moment.',
};
