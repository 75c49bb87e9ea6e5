import { tool } from 'langchain';
import { z } from 'zod';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { dueSoon } from '#src/replenishment/due-soon.ts';
import { productCard } from '../present/product-card.ts';
import { rememberShown } from '../present/remember-shown.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';

const MOST = 4;

const schema = z.object({});

export const dueSoonTool = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const customer = await customerOfVisitor(turn.db, turn.visitorId);
      if (!customer) return JSON.stringify({ refusal: 'not-signed-in' });
      const items = (await dueSoon(turn.db, customer.id, turn.now)).slice(0, MOST);
      const sides = items.flatMap(({ product, variant }) =>
        product && variant ? [{ product, variant }] : [],
      );
      if (sides.length) rememberShown(turn, sides);
      const cards = sides.map(({ product, variant }) => productCard(turn, product, variant));
      if (cards.length)
        show(config, {
          part: 'products',
          data: { title: 'Due soon', cards, total: cards.length, href: null },
        });
      return JSON.stringify({
        items: items.map(({ sku, product, sure, why, keptBack }) => ({
          sku,
          title: product?.title ?? sku,
          sure,
          why,
          keptBack,
        })),
      });
    },
    {
      name: 'due_soon',
      description:
        'What the signed-in shopper bought before and will soon run out of, with why. Refuses where nobody is signed in.',
      schema,
    },
  );
