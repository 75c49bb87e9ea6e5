import { messagesOf } from '#src/messages/messages.ts';
import type { FallbackReason } from '../state.ts';

/** What the shopper reads below an answer that the offline model gave in place of the hosted one. */
export function fallbackNote(fellBack: FallbackReason, locale: string): string {
  const say = messagesOf(locale).answers.fallback;
  switch (fellBack) {
    case 'cap':
      return say.cap;
    case 'slow':
      return say.slow;
    case 'left':
      return say.left;
    case 'failed':
    case 'resting':
      return say.away;
    case 'language':
      return say.language;
    case 'unclear':
    case 'endless':
      return say.unclear;
  }
}
