import { z } from 'zod';
import { categorySlugsOf } from '#src/catalog/slug.ts';
import { queryOfAddress } from '#src/page-data/query-of-address.ts';
import type { Filter } from '#src/query/search-query.ts';
import { leadOf } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { info, protocolRefusal, warning, type Answer, type Door, type Message } from './door.ts';
import { productRecord } from './product-record.ts';

const amount = z.int().min(0);
export const filtersSchema = z.looseObject({
  categories: z.array(z.string().max(300)).max(20).optional(),
  price: z.looseObject({ min: amount.optional(), max: amount.optional() }).optional(),
});
export const contextSchema = z.looseObject({
  address_country: z.string().max(60).optional(),
  address_region: z.string().max(100).optional(),
  postal_code: z.string().max(20).optional(),
  currency: z.string().max(3).optional(),
  language: z.string().max(40).optional(),
  intent: z.string().max(2_000).optional(),
  eligibility: z.array(z.string().max(200)).max(20).optional(),
});
export const searchSchema = z.looseObject({
  query: z.string().max(2_000).optional(),
  context: contextSchema.optional(),
  filters: filtersSchema.optional(),
  pagination: z
    .looseObject({ cursor: z.string().max(200).optional(), limit: z.int().min(1).optional() })
    .optional(),
});

const MOST_ON_A_PAGE = 50;
const MOST_VARIANTS = 10; // of a product in a list: the rest stands with the product

/** The page's search: words are read as there, filters are those of its addresses. */
export async function searchCatalog(door: Door, asked: z.infer<typeof searchSchema>): Promise<Answer> {
  const { db, content } = door;
  const { currency, locale } = content.store;
  const limit = Math.min(asked.pagination?.limit ?? 10, MOST_ON_A_PAGE);
  const cursor = asked.pagination?.cursor;
  const page = cursor === undefined ? 1 : pageOf(cursor, limit);
  if (page === null)
    return protocolRefusal(400, 'invalid_cursor', 'That cursor is of no answer with this limit.');
  const query = await queryOfAddress(db, new URLSearchParams({ q: asked.query?.trim() ?? '' }), {
    currency,
    locale,
  });
  const { filters, messages } = filtersOf(asked, currency);
  const keys = new Set(filters.map(({ key }) => key));
  const whole = { ...query, filters: [...query.filters.filter(({ key }) => !keys.has(key)), ...filters] };
  const found = await search(db, whole, { page, perPage: limit, currency, locale });
  const more = page < found.pages;
  const lead = page === 1 ? leadOf(found, 'in the shop', locale) : '';
  const told = [...messages, ...(lead ? [info(found.total ? 'partly_answered' : 'nearest', lead)] : [])];
  return {
    ok: true,
    status: 200,
    body: {
      products: found.hits.map(({ product, variant }) =>
        productRecord(
          door,
          product,
          [variant, ...product.variants.filter((one) => one !== variant)].slice(0, MOST_VARIANTS),
        ),
      ),
      pagination: {
        has_next_page: more,
        ...(more ? { cursor: cursorOf(page + 1, limit) } : {}),
        total_count: found.total,
      },
      ...(told.length ? { messages: told } : {}),
    },
  };
}

/** Limits of the protocol as those of an address. Prices in another currency are not compared, which is told. */
function filtersOf(
  { filters, context }: Pick<z.infer<typeof searchSchema>, 'filters' | 'context'>,
  currency: string,
): { readonly filters: readonly Filter[]; readonly messages: readonly Message[] } {
  const { categories = [], price } = filters ?? {};
  const foreign = context?.currency !== undefined && context.currency.toUpperCase() !== currency;
  const slugs = categories.map(
    (one) => categorySlugsOf(one.split('>').map((part) => part.trim())).at(-1) ?? '',
  );
  return {
    filters: [
      ...(slugs.length
        ? [{ kind: 'any-of', key: 'category', label: 'Category', values: slugs, negated: false } as const]
        : []),
      ...(price && !foreign && (price.min !== undefined || price.max !== undefined)
        ? [
            {
              kind: 'range',
              key: 'price',
              label: 'Price',
              min: price.min ?? null,
              max: price.max ?? null,
              minInclusive: true,
              maxInclusive: true,
              unit: currency,
            } as const,
          ]
        : []),
    ],
    messages:
      price && foreign
        ? [
            warning(
              'price_filter_ignored',
              `Prices here are in ${currency}; the limit on the price was not used.`,
            ),
          ]
        : [],
  };
}

const cursorOf = (page: number, limit: number): string =>
  Buffer.from(`${page}/${limit}`).toString('base64url');

function pageOf(cursor: string, limit: number): number | null {
  const [, page, per] = /^(\d{1,6})\/(\d{1,3})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return page && Number(per) === limit ? Number(page) : null;
}
