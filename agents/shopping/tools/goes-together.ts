import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { boughtTogether } from '#src/affinity/bought-together.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import { priceRange } from '#src/catalog/product.ts';
import { productCard } from '../present/product-card.ts';
import { rememberShown } from '../present/remember-shown.ts';
import { show } from '../present/show.ts';
import type { Turn } from '../state.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 4;
const schema = z.object({ slug: z.string() });

export const goesTogether = (turn: Turn) =>
  shopTool(
    {
      name: 'goes_together',
      description: `What goes with one product, at most ${MOST}: what orders show to be bought with it, what the shop’s editors paired, what is made for the same uses. Says which of these, and how many orders. The slug is one that a tool answered with.`,
      schema,
    },
    async ({ slug }, config) => {
      const { db, content, now, locale } = turn;
      const product = await productBySlug(db, slug);
      if (!product) return { title: '', with: [] };
      const found = await boughtTogether(db, content, [product], MOST, { now });
      rememberShown(
        turn,
        found.map((one) => ({ product: one.product, variant: chosenVariant(one.product) })),
      );
      show(config, {
        part: 'products',
        data: {
          title: messagesOf(turn.locale).answers.cards.with(product.title),
          cards: found.map((one) => productCard(turn, one.product)),
          total: found.length,
          href: null,
        },
      });
      return {
        title: product.title,
        with: found.map(({ product: one, because, together }) => ({
          slug: one.slug,
          title: one.title,
          price: printMoney(priceRange(one).from, locale),
          because,
          together,
        })),
      };
    },
  );
