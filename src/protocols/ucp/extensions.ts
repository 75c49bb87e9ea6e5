import type { Product } from '#src/catalog/product.ts';
import { bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { Door, Json } from './door.ts';
import { namespaceOf } from './namespace.ts';

const LOOKUP = 'dev.ucp.shopping.catalog.lookup';

/** What the shop defines itself, by the last word of its name within the shop's namespace, with what it extends. */
export const EXTENSIONS = {
  bundles: {
    parents: [LOOKUP],
    says: 'What a product is sold together with for less, at the prices of now. Put every item of a bundle into one cart: the offer comes by itself.',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'url', 'items', 'price', 'list_price', 'arithmetic'],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          url: { type: 'string', format: 'uri' },
          items: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['id', 'quantity'],
              properties: {
                id: {
                  type: 'string',
                  description: 'Of a variant, as in a cart; another of its product counts too.',
                },
                quantity: { type: 'integer', minimum: 1 },
              },
            },
          },
          price: { $ref: '#/$defs/price' },
          list_price: { $ref: '#/$defs/price', description: 'The items by themselves.' },
          arithmetic: { type: 'string', description: 'How the price comes about, in words.' },
        },
      },
    },
  },
  loyalty: {
    parents: [LOOKUP],
    says: 'What members of the shop’s program pay. It is taken off in the cart of a buyer who is signed in at the shop as a member; an agent cannot claim it.',
    schema: {
      type: 'object',
      required: ['program', 'url', 'member_prices'],
      properties: {
        program: { type: 'string' },
        url: { type: 'string', format: 'uri' },
        member_prices: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'price'],
            properties: {
              id: { type: 'string', description: 'Of a variant.' },
              price: { $ref: '#/$defs/price' },
            },
          },
        },
      },
    },
  },
} as const;

type Name = keyof typeof EXTENSIONS;

/** What the extensions say of a product, under their whole names; nothing where there is nothing to say. */
export async function extensionsOf(door: Door, product: Product): Promise<Json> {
  const { db, content, site, release, now } = door;
  if (release === '2026-01-11') return {};
  const named = (name: Name, value: unknown) => ({ [`${namespaceOf(site)}.${name}`]: value });
  const bundles = await bundlesWith(db, content, product.slug, now);
  const prices = await memberPrices(db, content, product, now);
  const price = ({ minor, currency }: { minor: number; currency: string }) => ({ amount: minor, currency });
  return {
    ...(bundles.length
      ? named(
          'bundles',
          bundles.map(({ slug, words, parts, together, apart, arithmetic }) => ({
            id: slug,
            title: words.title,
            url: absolute(site, `/bundles/${slug}`),
            items: parts.map(({ variant, quantity }) => ({ id: variant.sku, quantity })),
            price: price(together),
            list_price: price(apart),
            arithmetic,
          })),
        )
      : {}),
    ...(content.program && prices.size
      ? named('loyalty', {
          program: content.program.words.name,
          url: absolute(site, '/rewards'),
          member_prices: [...prices].map(([sku, member]) => ({ id: sku, price: price(member.price) })),
        })
      : {}),
  };
}
