import type { Product } from '#src/catalog/product.ts';
import { bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { pointsOf } from '#src/loyalty/points-of.ts';
import type { Money } from '#src/money/money.ts';
import type { Sure } from '#src/replenishment/due-belief.ts';
import { dueSoon } from '#src/replenishment/due-soon.ts';
import { statedDays } from '#src/replenishment/stated-days.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { Door, Json } from './door.ts';
import { namespaceOf } from './namespace.ts';

const CERTAINTIES = [
  'asked',
  'steady',
  'stated',
  'likely',
  'maybe',
  'unlikely',
] as const satisfies readonly Sure[];
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
        member: {
          type: 'object',
          description: 'Of the buyer who linked their account, where they are a member.',
          required: ['tier', 'points', 'worth'],
          properties: {
            tier: { type: 'string' },
            points: { type: 'integer' },
            worth: { $ref: '#/$defs/price', description: 'What the points take off an order.' },
          },
        },
      },
    },
  },
  replenishment: {
    parents: [LOOKUP],
    says: 'For how long a product lasts by what it states of itself, and, of the buyer who linked their account, when what they bought of it may run out, as the shop tells them itself.',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', description: 'Of a variant.' },
          lasts_days: { type: 'integer', minimum: 1, description: 'One piece of it, by what it states.' },
          due: {
            type: 'object',
            required: ['certainty', 'why', 'last_bought', 'quantity'],
            properties: {
              certainty: { type: 'string', enum: CERTAINTIES },
              why: {
                type: 'string',
                description: 'When it runs out and why that is said, in words for the buyer.',
              },
              last_bought: { type: 'string', format: 'date-time' },
              quantity: { type: 'integer', minimum: 1, description: 'How many were bought the last time.' },
              kept_back: {
                type: 'string',
                description: 'Why the buyer is not to be asked to buy it now; not there where they may be.',
              },
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
  const member = await memberOf(door);
  const lasting = await lastingOf(door, product);
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
    ...(content.program && (prices.size || member)
      ? named('loyalty', {
          program: content.program.words.name,
          url: absolute(site, '/rewards'),
          member_prices: [...prices].map(([sku, one]) => ({ id: sku, price: price(one.price) })),
          ...(member ? { member } : {}),
        })
      : {}),
    ...(lasting.length ? named('replenishment', lasting) : {}),
  };
}

const price = ({ minor, currency }: Money) => ({ amount: minor, currency });

/** What the buyer's membership is, where they let the agent see it. */
async function memberOf({ db, content, account, now }: Door): Promise<Json | null> {
  if (!account?.sights.has('loyalty')) return null;
  const points = await pointsOf(db, content, account.customerId, now);
  return points && { tier: points.tier.title, points: points.balance, worth: price(points.worth) };
}

/** How long pieces of a product last, and when those of the buyer run out, where they let the agent see it. */
async function lastingOf({ db, content, account, now }: Door, product: Product): Promise<readonly Json[]> {
  const due = account?.sights.has('replenishment')
    ? await dueSoon(db, content.store, account.customerId, now)
    : [];
  return product.variants.flatMap((variant) => {
    const days = statedDays(product, variant);
    const item = due.find(({ sku }) => sku === variant.sku);
    if (days === null && !item) return [];
    return [
      {
        id: variant.sku,
        ...(days === null ? {} : { lasts_days: Math.round(days) }),
        ...(item
          ? {
              due: {
                certainty: item.sure,
                why: item.why,
                last_bought: item.lastBought.toISOString(),
                quantity: item.quantity,
                ...(item.keptBack ? { kept_back: item.keptBack } : {}),
              },
            }
          : {}),
      },
    ];
  });
}
