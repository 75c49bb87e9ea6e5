import { tool } from 'langchain';
import { z } from 'zod';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { findPassages } from '#src/search/passages/find-passages.ts';
import { productCard } from '../present/product-card.ts';
import { rememberShown, wishOf } from '../present/remember-shown.ts';
import type { Turn } from '../state.ts';
import { detailsView } from '../present/tool-views.ts';
import { passageView, showSources } from './show-sources.ts';
import { show, type Writing } from '../present/show.ts';

const schema = z.object({
  slugs: z.array(z.string()).min(1).max(4),
  question: z.string().max(500).optional().describe('What the shopper wants to know about it.'),
  wish: z.string().max(500).optional().describe('Size, colour or the like that it should have.'),
});

export const productDetails = (turn: Turn) =>
  tool(
    async ({ slugs, question, wish }, config: Writing) => {
      const products = await productsBySlug(turn.db, slugs);
      const [first] = products;
      const wished = wish && first ? wishOf(turn, first, wish) : null;
      const sides = products.map((product) => {
        const sku = turn.state.shown.find((one) => one.slug === product.slug)?.sku;
        return { product, variant: wished?.variant ?? chosenVariant(product, sku) };
      });
      rememberShown(turn, sides);
      const title = products.length === 1 ? (first?.title ?? '') : 'These';
      const cards = sides.map(({ product, variant }) => productCard(turn, product, variant));
      if (wished?.wish !== 'not-met')
        show(config, { part: 'products', data: { title, cards, total: products.length, href: null } });
      const only = products.length === 1 ? first : undefined;
      const passages = question && only ? await passagesAbout(turn, question, only) : [];
      if (passages.length) showSources(config, passages);
      return JSON.stringify({
        products: sides.map(({ product, variant }) =>
          detailsView(product, variant, turn.content, turn.locale),
        ),
        ...(wished
          ? { wish: wished.wish, wished: wished.wished, offer: cards[0]?.variant, price: cards[0]?.price }
          : {}),
        passages: passages.map((one) => passageView(one)),
      });
    },
    {
      name: 'product_details',
      description:
        'Everything the shop states about one to four products: specs, sizes in stock, who it is for and not for; with a question, the passages that answer it; with a wish about one of them ("in blue"), whether it comes so.',
      schema,
    },
  );

/** Passages of the product's own words; general ones are for answer_from_content. */
async function passagesAbout(
  turn: Turn,
  question: string,
  product: { readonly id: number; readonly slug: string },
) {
  const found = await findPassages(turn.db, question, { most: 4, productId: product.id });
  return found.filter((one) => one.kind === 'product' && one.slug === product.slug).slice(0, 2);
}
