import { z } from 'zod';
import type { Right } from './key.ts';
import { operation } from './operation.ts';
import { refusal } from './problems.ts';
import { setVariants, setVariantsSchema, variantsSetSchema } from './set-variants.ts';
import { stockOf, stockSchema, variantsAfter, variantsSchema } from './stock-record.ts';

const none = z.object({});

export const setVariantsOperation = operation({
  id: 'setVariants',
  method: 'post',
  path: '/variants',
  summary: 'Set stock and prices of up to 1,000 variants. What cannot be taken is listed; all else is.',
  rights: ({ variants }) => {
    const needed: Right[] = [];
    if (variants.some(({ stock }) => stock !== undefined)) needed.push('stock:write');
    if (variants.some(({ price, compareAt }) => price !== undefined || compareAt !== undefined))
      needed.push('prices:write');
    return needed.length ? needed : ['stock:write'];
  },
  rightsTold: '`stock:write` where a variant names stock, `prices:write` where one names a price',
  params: none,
  query: none,
  body: setVariantsSchema,
  answer: variantsSetSchema,
  problems: [],
  async run({ db, content }, { body, by }, now) {
    const { store, import: imports } = content();
    const rules = {
      currency: store.currency,
      sellFree: imports?.words.prices?.zero === 'sell',
      knows: store.stock?.counts ?? null,
      source: `back office, ${by}`,
    };
    return { ok: true, body: await setVariants(db, body, rules, now) };
  },
});

export const variantsOperation = operation({
  id: 'listVariants',
  method: 'get',
  path: '/variants',
  summary: 'Variants on sale with price and stock, in the order of their SKUs.',
  rights: () => ['stock:read'],
  rightsTold: '`stock:read`',
  params: none,
  query: z.object({
    after: z.string().max(500).default('').describe('`next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  body: null,
  answer: variantsSchema,
  problems: [],
  run: async ({ db }, { query }) => ({ ok: true, body: await variantsAfter(db, query.after, query.limit) }),
});

export const stockOperation = operation({
  id: 'readStock',
  method: 'get',
  path: '/stock/{sku}',
  summary: 'How many there are of a variant, and why.',
  rights: () => ['stock:read'],
  rightsTold: '`stock:read`',
  params: z.object({ sku: z.string().min(1).max(500) }),
  query: none,
  body: null,
  answer: stockSchema,
  problems: ['unknown-variant'],
  async run({ db }, { params }) {
    const stock = await stockOf(db, params.sku);
    if (stock) return { ok: true, body: stock };
    return refusal('unknown-variant', 'No variant on sale has that SKU, or several have it.');
  },
});
