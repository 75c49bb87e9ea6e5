import type { Turn } from '../state.ts';
import type { Service } from '../decide/action.ts';
import type { ToolCall, ToolResult } from './step.ts';
import { linesMeant, orderWords } from './phrase-order.ts';
import { boughtMeant, type SaidDue } from './phrase-due.ts';

/** The calls that serve what was asked for; none where only a person can. */
export function serviceCalls(turn: Turn, service: Service): readonly ToolCall[] {
  switch (service) {
    case 'bundle':
      return [{ name: 'build_bundle', args: {} }];
    case 'offers':
      return [{ name: 'my_offers', args: {} }];
    case 'points':
      return [{ name: 'my_points', args: {} }];
    case 'order-status':
    case 'return-order':
      return [{ name: 'order_status', args: orderWords(turn) }];
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
  results: readonly ToolResult[],
): readonly ToolCall[] {
  if (service === 'reorder') return reorderCalls(turn, results);
  if (results.length > 1) return [];
  if (service === 'return-order') {
    const [found] = results;
    if (!found || found.answer['refusal']) return [];
    const [meant, ...others] = linesMeant(turn, linesOf(found));
    const args = { ...orderWords(turn), ...(meant && !others.length ? { sku: meant.sku } : {}) };
    return [{ name: 'start_return', args }];
  }
  return [];
}

/** What is due, else what the last order held: one purchase says nothing of when, but it can be bought again. */
function reorderCalls(turn: Turn, results: readonly ToolResult[]): readonly ToolCall[] {
  const [due, last, ...more] = results;
  if (!due || more.length || due.answer['refusal'] || last?.tool === 'reorder') return [];
  const items = boughtMeant(turn, (due.answer['items'] ?? []) as readonly SaidDue[]);
  const meant = items.length || !last ? items : linesMeant(turn, linesOf(last));
  if (meant.length) return meant.map(({ sku }) => ({ name: 'reorder', args: { sku } }));
  return last ? [] : [{ name: 'order_status', args: {} }];
}

const linesOf = ({ answer }: ToolResult) => (answer['lines'] ?? []) as Parameters<typeof linesMeant>[1];
