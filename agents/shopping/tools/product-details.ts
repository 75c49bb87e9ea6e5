import { z } from 'zod';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { findPassages } from '#src/search/find-passages.ts';
import { pricedCard } from '../present/product-card.ts';
import { rememberShown, requestedVariant } from '../present/remember-shown.ts';
import type { Turn } from '../state.ts';
import { detailsView } from '../present/tool-views.ts';
import { passageView, showSources } from './show-sources.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({
  slugs: z.array(z.string()).min(1).max(4),
  question: z.string().max(500).optional().describe('What the shopper wants to know about it.'),
  options: z.string().max(500).optional().describe('Size, colour and the like that it should have.'),
});

export const productDetails = (turn: Turn) =>
  shopTool(
    {
      name: 'product_details',
      description:
        'Everything the shop states about one to four products: specs, sizes in stock, who it is for and not for; with a question, the passages that answer it; with options asked of one of them ("in blue"), whether it comes so.',
      schema,
    },
    async ({ slugs, question, options }, config) => {
      const products = await productsBySlug(turn.db, slugs);
      const [first] = products;
      const asked = options && first ? requestedVariant(turn, first, options) : null;
      const sides = products.map((product) => {
        const sku = turn.state.shown.find((one) => one.slug === product.slug)?.sku;
        return { product, variant: asked?.variant ?? chosenVariant(product, sku) };
      });
      rememberShown(turn, sides);
      const title = products.length === 1 ? (first?.title ?? '') : 'These';
      const cards = sides.map(({ product, variant }) => pricedCard(turn, product, variant));
      const [priced] = cards;
      if (asked?.isMet ?? true)
        show(config, {
          part: 'products',
          data: { title, cards: cards.map(({ card }) => card), total: products.length, href: null },
        });
      const only = products.length === 1 ? first : undefined;
      const passages = question && only ? await passagesAbout(turn, question, only) : [];
      if (passages.length) showSources(config, passages);
      return {
        products: sides.map(({ product, variant }) =>
          detailsView(product, variant, turn.content, turn.locale),
        ),
        requested:
          asked && priced
            ? {
                isMet: asked.isMet,
                options: asked.options,
                offer: priced.card.variant,
                price: printMoney(priced.price, turn.locale, priced.card.price),
              }
            : null,
        passages: passages.map((one) => passageView(one)),
      };
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
