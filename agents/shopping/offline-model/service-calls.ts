import type { Turn } from '../state.ts';
import type { Service } from '../decide/action.ts';
import { lastFound, type ToolResult } from '../tool-results/tool-result.ts';
import type { ToolCall } from './step.ts';
import { requestedLines, orderWords } from './phrase-order.ts';
import { requestedItems } from './phrase-due.ts';

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
    const found = lastFound(results, 'order_status');
    if (!found) return [];
    const [meant, ...others] = requestedLines(turn, found.lines);
    const args = { ...orderWords(turn), ...(meant && !others.length ? { sku: meant.sku } : {}) };
    return [{ name: 'start_return', args }];
  }
  return [];
}

/** What is due, else what the last order held: one purchase says nothing of when, but it can be bought again. */
function reorderCalls(turn: Turn, results: readonly ToolResult[]): readonly ToolCall[] {
  const due = lastFound(results, 'due_soon');
  if (!due || results.length > 2 || results.at(-1)?.tool === 'reorder') return [];
  const order = lastFound(results, 'order_status');
  const items = requestedItems(turn, due.items);
  const meant = items.length || !order ? items : requestedLines(turn, order.lines);
  if (meant.length) return meant.map(({ sku }) => ({ name: 'reorder', args: { sku } }));
  return results.length > 1 ? [] : [{ name: 'order_status', args: {} }];
}
