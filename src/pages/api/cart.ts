import type { APIRoute } from 'astro';
import { z } from 'zod';
import { refusalText } from '#src/carts/cart.ts';
import { addToCart, cartCount } from '#src/carts/cart-store.ts';
import { problem } from '#src/http/problem.ts';
import { shop } from '#src/shop.ts';

const asked = z.strictObject({
  sku: z.string().min(1).max(200),
  quantity: z.int().min(1).max(99).default(1),
});

/** Adds one variant to the visitor's cart: `{ sku, quantity }` in, `{ count }` out, or a problem with words to show. */
export const POST: APIRoute = async ({ request, locals }) => {
  const parsed = asked.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return problem(400, 'Bad request', 'Name a product by its sku and a whole quantity.');
  const { db, content } = await shop();
  const visitor = await locals.visitor.id();
  const change = await addToCart(db, visitor, parsed.data.sku, parsed.data.quantity);
  if (!change.ok) return problem(409, 'Not added', refusalText(change, content.current().store.locale));
  return Response.json({ count: await cartCount(db, visitor) }, { headers: { 'cache-control': 'no-store' } });
};
