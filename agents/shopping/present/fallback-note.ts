import type { FallbackReason } from '../state.ts';

const BY_US = 'so the shop answered this itself, from the same products and pages.';

/** What the shopper reads below an answer that the offline model gave in place of the hosted one. */
export function fallbackNote(fellBack: FallbackReason): string {
  switch (fellBack) {
    case 'cap':
      return `The assistant has had its share of questions for now, ${BY_US}`;
    case 'slow':
      return `The assistant took too long, ${BY_US}`;
    case 'left':
      return `You had left before the assistant was done, ${BY_US}`;
    case 'failed':
    case 'resting':
      return `The assistant cannot be reached at the moment, ${BY_US}`;
    case 'language':
      return `The assistant answered in another language, ${BY_US}`;
    case 'unclear':
    case 'endless':
      return `The assistant did not come to an answer, ${BY_US}`;
  }
}
