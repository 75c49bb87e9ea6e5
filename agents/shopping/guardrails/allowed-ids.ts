import { createMiddleware } from 'langchain';
import type { Turn } from '../state.ts';
import { refuseCall } from './refuse-call.ts';

/**
 * Slugs and SKUs a tool may be called with: answered in this conversation, named, pointed at, the page's own,
 * in the cart, or waiting for a choice.
 */
function isAllowedId(turn: Turn, id: string): boolean {
  return (
    turn.allowedIds.has(id) ||
    turn.state.seen.includes(id) ||
    turn.state.shown.some((product) => product.sku === id) ||
    turn.understanding.named.some((product) => product.slug === id) ||
    turn.page?.slug === id ||
    turn.state.focus?.slug === id ||
    turn.held.some(({ product }) => product.slug === id) ||
    turn.state.pending?.slug === id
  );
}

/** Refuses tool calls with product ids that nothing in this conversation answered with: a model cannot make one up. */
export const allowedIds = (turn: Turn) =>
  createMiddleware({
    name: 'known-ids',
    wrapToolCall: (request, handler) => {
      const args = request.toolCall.args as {
        slug?: unknown;
        slugs?: unknown;
        sku?: unknown;
        reject?: unknown;
      };
      const given = [
        args.slug,
        args.sku,
        ...[args.slugs, args.reject].flatMap((all) => (Array.isArray(all) ? all : [])),
      ];
      const unknown = given.filter((id): id is string => typeof id === 'string' && !isAllowedId(turn, id));
      if (unknown.length === 0) return handler(request);
      return refuseCall(request.toolCall, {
        refusal: 'unknown-id',
        ids: unknown,
        next: 'call search_products first',
      });
    },
  });
