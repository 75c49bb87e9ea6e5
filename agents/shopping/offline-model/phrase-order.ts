import { linesNamed } from '#src/orders/lines-named.ts';
import { addressIn, orderNumberIn } from '#src/orders/order-number.ts';
import type { Turn } from '../state.ts';
import { fillTemplate } from './template.ts';

type Answer = Readonly<Record<string, unknown>>;

interface SaidLine {
  readonly sku: string;
  readonly title: string;
  readonly left: number;
}

/** What the words of a turn say of an order: its number and an address, each null where they say none. */
export const orderWords = ({
  text,
}: Pick<Turn, 'text'>): { number: string | null; email: string | null } => ({
  number: orderNumberIn(text),
  email: addressIn(text),
});

/** The lines of an order that the words mean: by a word of their name, else the only one that can come back. */
export function linesMeant(turn: Pick<Turn, 'text'>, lines: readonly SaidLine[]): readonly SaidLine[] {
  const open = lines.filter(({ left }) => left > 0);
  const named = linesNamed(open, turn.text);
  return named.length ? named : open.length === 1 ? open : [];
}

/** Where an order is, or what is still to be said. */
export function phraseOrder(turn: Turn, answer: Answer): string {
  const missing = refusalText(turn, answer);
  if (missing) return missing;
  const state = fillTemplate(turn, 'orders.found', {
    number: String(answer['number']),
    state: String(answer['state']).toLowerCase(),
  });
  return [state, answer['expected']].filter(Boolean).join(' ');
}

/** What became of a return. */
export function phraseReturn(turn: Turn, answer: Answer): string {
  const missing = refusalText(turn, answer);
  if (missing) return missing;
  if (answer['refusal'] === 'choose-what')
    return fillTemplate(turn, 'orders.which', { titles: (answer['titles'] as readonly string[]).join('; ') });
  if (answer['refusal']) return String(answer['reason'] ?? '');
  return fillTemplate(turn, 'orders.return-started', {
    number: String(answer['started']),
    what: String(answer['title']),
    refund: String(answer['refund']),
  });
}

function refusalText(turn: Turn, answer: Answer): string | null {
  switch (answer['refusal']) {
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
