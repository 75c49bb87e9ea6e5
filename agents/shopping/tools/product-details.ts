import { tool } from 'langchain';
import { z } from 'zod';
import { chosenVariant, type Product } from '#src/catalog/product.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { withShown } from '#src/conversations/thread.ts';
import { findPassages } from '#src/search/passages.ts';
import { productCard } from '../cards.ts';
import type { Turn } from '../state.ts';
import { detailsView } from '../views.ts';
import { passageView, showSources } from './show-sources.ts';
import { show, type Writing } from './show.ts';

export const productDetails = (turn: Turn) =>
  tool(
    async ({ slugs, question }, config: Writing) => {
      const products = await productsBySlug(turn.db, slugs);
      const chosen = products.map((product) => ({
        product,
        variant: chosenVariant(product, turn.thread.shown.find((one) => one.slug === product.slug)?.sku),
      }));
      chosen.forEach(({ product, variant }) => turn.known.add(product.slug).add(variant.sku));
      show(config, {
        part: 'products',
        data: {
          title: products.length === 1 ? (products[0]?.title ?? '') : 'These',
          cards: chosen.map(({ product, variant }) => productCard(turn, product, variant)),
          total: products.length,
          href: null,
        },
      });
      const [only] = chosen;
      const single =
        chosen.length === 1 && only
          ? { slug: only.product.slug, sku: only.variant.sku, title: only.product.title }
          : null;
      turn.thread = single
        ? {
            ...turn.thread,
            focus: single,
            seen: [...turn.thread.seen, single.slug],
            shown: turn.thread.shown.length ? turn.thread.shown : [single],
          }
        : withShown(
            turn.thread,
            chosen.map(({ product, variant }) => ({
              slug: product.slug,
              sku: variant.sku,
              title: product.title,
            })),
          );
      const passages = question && only ? await passagesAbout(turn, question, only.product) : [];
      if (passages.length) showSources(config, passages);
      return JSON.stringify({
        products: chosen.map(({ product, variant }) =>
          detailsView(product, variant, turn.content, turn.locale),
        ),
        passages: passages.map(passageView),
      });
    },
    {
      name: 'product_details',
      description:
        'Everything the shop states about one to four products: specs, sizes in stock, who it is for and not for; with a question, the passages that answer it.',
      schema: z.object({
        slugs: z.array(z.string()).min(1).max(4),
        question: z.string().max(500).optional().describe('What the shopper wants to know about it.'),
      }),
    },
  );

/** Passages of the product's own words; general ones are for answer_from_content. */
async function passagesAbout(turn: Turn, question: string, product: Product) {
  const found = await findPassages(turn.db, question, { most: 4, productId: product.id });
  return found.filter((one) => one.kind === 'product' && one.slug === product.slug).slice(0, 2);
}
