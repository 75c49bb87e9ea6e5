import { linesNamed } from '#src/orders/lines-named.ts';
import { addressIn, orderNumberIn } from '#src/orders/order-number.ts';
import type { Turn } from '../state.ts';
import type { OrderLineView } from '../tool-results/order-status.ts';
import type { RefusedCall } from '../tool-results/refusal.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { unsure } from './phrase-talk.ts';
import { fillTemplate } from './template.ts';

/** What the words of a turn say of an order: its number and an address, each null where they say none. */
export const orderWords = ({
  text,
}: Pick<Turn, 'text'>): { number: string | null; email: string | null } => ({
  number: orderNumberIn(text),
  email: addressIn(text),
});

/** The lines of an order that the words mean: by a word of their name, else the only one that can come back. */
export function requestedLines(
  turn: Pick<Turn, 'text'>,
  lines: readonly OrderLineView[],
): readonly OrderLineView[] {
  const open = lines.filter(({ left }) => left > 0);
  const named = linesNamed(open, turn.text);
  return named.length ? named : open.length === 1 ? open : [];
}

/** Where an order is, or what is still to be said. */
export function phraseOrder(turn: Turn, answer: Answer<'order_status'> | RefusedCall): string {
  if ('refusal' in answer) return missingText(turn, answer.refusal) ?? unsure(turn);
  const state = fillTemplate(turn, 'orders.found', {
    number: answer.number,
    state: answer.state.toLowerCase(),
  });
  return [state, answer.expected].filter(Boolean).join(' ');
}

/** What became of a return. */
export function phraseReturn(turn: Turn, answer: Answer<'start_return'> | RefusedCall): string {
  if (!('refusal' in answer))
    return fillTemplate(turn, 'orders.return-started', {
      number: answer.started,
      what: answer.title,
      refund: answer.refund.printed,
    });
  if (answer.refusal === 'choose-what')
    return fillTemplate(turn, 'orders.which', { titles: answer.titles.join('; ') });
  if (answer.refusal === 'look-first')
    return fillTemplate(turn, 'orders.look-first', {
      what: answer.title,
      refund: answer.refund.printed,
      offers: answer.offers.join(', '),
    });
  return 'reason' in answer ? answer.reason : (missingText(turn, answer.refusal) ?? unsure(turn));
}

/** What is missing to find the order; null where the refusal is for another reason. */
function missingText(turn: Turn, refusal: string): string | null {
  switch (refusal) {
    case 'say-number-and-email':
      return fillTemplate(turn, 'orders.ask');
    case 'not-found':
      return fillTemplate(turn, 'orders.unknown');
    case 'too-often':
      return fillTemplate(turn, 'orders.often');
    default:
      return null;
  }
}
