import { z } from 'zod';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { priceRange } from '#src/catalog/product.ts';
import { compareProducts } from '#src/conversations/compare.ts';
import { mostSimilar } from '#src/conversations/most-similar.ts';
import { withShown } from '#src/conversations/conversation-state.ts';
import { productCard } from '../present/product-card.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 4;
const MOST_ROWS = 14;
const schema = z.object({
  slugs: z.array(z.string()).min(1).max(MOST).describe('Slugs that a tool answered with.'),
});

export const compareProductsTool = (turn: Turn) =>
  shopTool(
    {
      name: 'compare_products',
      description: `Two to ${MOST} products side by side: up to ${MOST_ROWS} stated attributes that differ, and which one fits the need better with why; of one alone, it and the one most like it. The page shows the whole table.`,
      schema,
    },
    async ({ slugs }, config) => {
      const asked = await productsBySlug(turn.db, [...new Set(slugs)]);
      const [alone, ...others] = asked;
      // Of one, the shopper wants to know what else there is.
      const beside = alone && !others.length ? await mostSimilar(turn.db, alone) : null;
      const products = beside ? [...asked, beside] : asked;
      if (products.length < 2) return { refusal: 'needs-two' };
      const skuOf = (slug: string) => turn.state.shown.find((one) => one.slug === slug)?.sku ?? null;
      const { sides, rows, advice } = compareProducts(products, skuOf, turn.state.query, turn.locale);
      sides.forEach(({ product, variant }) => turn.allowedIds.add(product.slug).add(variant.sku));
      show(config, {
        part: 'compare',
        data: {
          products: sides.map(({ product, variant }) => productCard(turn, product, variant)),
          rows: rows.map(({ label, values, differs }) => ({ label, values, differs })),
        },
      });
      const shown = sides.map(({ product, variant }) => ({
        slug: product.slug,
        sku: variant.sku,
        title: product.title,
      }));
      turn.state = {
        ...withShown(turn.state, shown),
        focus: shown.find((one) => one.slug === advice.slug) ?? null,
      };
      return {
        products: sides.map(({ product: { slug, title }, product }) => ({
          slug,
          title,
          price: printMoney(priceRange(product).from, turn.locale),
          notFor: turn.content.productWords(slug)?.words.notFor[0] ?? null,
          whoFor: turn.content.productWords(slug)?.words.whoFor[0] ?? null,
        })),
        rows: rows.filter((row) => row.differs).slice(0, MOST_ROWS),
        advice,
        beside: beside?.title ?? null,
      };
    },
  );
