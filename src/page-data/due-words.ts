import type { DueItem, KeptBack } from '#src/replenishment/due-soon.ts';

/** How sure we are that something runs out, as the start of a sentence. */
export const SURE_WORDS: Readonly<Record<DueItem['sure'], string>> = {
  asked: 'Time for it, as you asked',
  likely: 'Probably runs out',
  maybe: 'May run out',
  unlikely: 'Not yet',
};

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
