import { z } from 'zod';
import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { addMoney, money, timesMoney } from '#src/money/money.ts';
import { productCard } from '../present/product-card.ts';
import { rememberShown } from '../present/remember-shown.ts';
import { show } from '../present/show.ts';
import type { Turn } from '../state.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});

export const merchantBundles = (turn: Turn) =>
  shopTool(
    {
      name: 'merchant_bundles',
      description:
        'All bundles of the shop that run now: things that cost less when all of them are in the cart, with what they cost apart and together at their least expensive choices. Puts nothing into the cart.',
      schema,
    },
    async (_given, config) => {
      const { db, content, currency, now, locale } = turn;
      const slugs = content.bundles.flatMap(({ words }) => words.items.map(({ product }) => product));
      const products = new Map((await productsBySlug(db, [...new Set(slugs)])).map((one) => [one.slug, one]));
      const bundles = content.bundles.flatMap((entry) => {
        const items = entry.words.items.flatMap(({ product: slug, quantity }) => {
          const product = products.get(slug);
          const variant = product && cheapest(product);
          return product && variant ? [{ product, variant, quantity }] : [];
        });
        if (items.length < entry.words.items.length) return [];
        const lines = items.map(({ product, variant, quantity }) => ({
          sku: variant.sku,
          productSlug: product.slug,
          quantity,
          unit: variant.price,
        }));
        const [candidate] = bundleCandidates([entry], lines, currency, now, content.store);
        if (!candidate) return [];
        const apart = addMoney(
          money(0, currency),
          ...lines.map(({ unit, quantity }) => timesMoney(unit, quantity)),
        );
        const off = addMoney(money(0, currency), ...candidate.shares.map(({ amount }) => amount));
        return [{ entry, items, apart, together: money(apart.minor - off.minor, currency), candidate }];
      });
      for (const [at, { entry, items }] of bundles.entries()) {
        rememberShown(turn, items);
        show(config, {
          part: 'products',
          data: {
            title: entry.words.title,
            cards: items.map(({ product }) => productCard(turn, product)),
            total: items.length,
            href: null,
            group: at + 1,
          },
        });
      }
      return {
        bundles: bundles.map(({ entry: { words }, items, apart, together, candidate }) => ({
          title: words.title,
          why: words.why,
          items: items.map(
            ({ product, quantity }) => `${quantity > 1 ? `${quantity} × ` : ''}${product.title}`,
          ),
          apart: printMoney(apart, locale),
          together: printMoney(together, locale),
          arithmetic: candidate.arithmetic,
        })),
      };
    },
  );

const cheapest = (product: Product): Variant | undefined =>
  product.variants.filter(isAvailable).toSorted((a, b) => a.price.minor - b.price.minor)[0];
