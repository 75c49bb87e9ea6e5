import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { dueSoon } from '#src/replenishment/due-soon.ts';
import { productCard } from '../present/product-card.ts';
import { rememberShown } from '../present/remember-shown.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 4;

const schema = z.object({});

export const dueSoonTool = (turn: Turn) =>
  shopTool(
    {
      name: 'due_soon',
      description: `At most ${MOST} things that the signed-in shopper bought before and will soon run out of, with why. Refuses where nobody is signed in.`,
      schema,
    },
    async (_given, config) => {
      const customer = await customerOfVisitor(turn.db, turn.visitorId);
      if (!customer) return { refusal: 'not-signed-in' };
      const items = (await dueSoon(turn.db, turn.content.store, customer.id, turn.now)).slice(0, MOST);
      const sides = items.flatMap(({ product, variant }) =>
        product && variant ? [{ product, variant }] : [],
      );
      if (sides.length) rememberShown(turn, sides);
      const cards = sides.map(({ product, variant }) => productCard(turn, product, variant));
      if (cards.length)
        show(config, {
          part: 'products',
          data: {
            title: messagesOf(turn.locale).answers.cards.dueSoon,
            cards,
            total: cards.length,
            href: null,
          },
        });
      return {
        items: items.map(({ sku, product, sure, why, keptBack }) => ({
          sku,
          title: product?.title ?? sku,
          sure,
          why,
          keptBack,
        })),
      };
    },
  );
