import type { Turn } from '../state.ts';
import type { Service } from './act.ts';
import type { Call, Result } from './decide.ts';
import { boughtMeant, type SaidDue } from './phrase-due.ts';

/** The calls that serve what was asked for; none where only a person can. */
export function serviceCalls(turn: Turn, service: Service): readonly Call[] {
  const question = turn.text.slice(0, 500);
  switch (service) {
    case 'bundle':
      return [{ name: 'build_bundle', args: {} }];
    case 'offers':
      return [{ name: 'answer_from_content', args: { question } }];
    case 'reorder':
    case 'due':
      return [{ name: 'due_soon', args: {} }];
    default:
      return [];
  }
}

/** What follows from what was answered: something bought before goes into the cart again. */
export function furtherServiceCalls(
  turn: Turn,
  service: Service,
  results: readonly Result[],
): readonly Call[] {
  if (service !== 'reorder' || results.length > 1) return [];
  const items = (results[0]?.answer['items'] ?? []) as readonly SaidDue[];
  return boughtMeant(turn, items).map(({ sku }) => ({ name: 'reorder', args: { sku } }));
}
