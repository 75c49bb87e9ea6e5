import { sql } from 'kysely';
import type { Content, Entry } from '#src/editorial/content.ts';
import { offerSchema, type OfferWords } from '#src/editorial/offer-schema.ts';
import { programSchema, type ProgramWords } from '#src/editorial/program-schema.ts';
import type { Database } from '#src/database/database.ts';
import { money } from '#src/money/money.ts';
import { codeHashOf } from '#src/loyalty/offer-codes.ts';
import { personKey } from '#src/loyalty/person-key.ts';
import { floorOf } from '#src/loyalty/offer-lines.ts';
import type { OfferCart } from '#src/loyalty/offer-outcome.ts';
import type { Shopper } from '#src/loyalty/shopper-facts.ts';
import type { PromotionCase } from './promotion-case.ts';

type Words = Pick<Content, 'offers' | 'program' | 'store'>;

/** The words of a case as the shop would read them; throws where a marketer could not have written them. */
export function wordsOf({
  offers,
  program,
  currency = 'USD',
  timeZone = program ? 'America/Denver' : 'UTC',
}: PromotionCase): Words {
  const entries = Object.entries(offers).map(([slug, words]) => ({
    slug,
    words: offerSchema.parse({ title: slug, description: slug, ...words }),
  }));
  return {
    offers: entries as unknown as readonly Entry<OfferWords>[],
    program: program
      ? ({ slug: '', words: programSchema.parse(program) } as unknown as Entry<ProgramWords>)
      : null,
    store: { currency, locale: 'en-US', timeZone } as Content['store'],
  };
}

export function cartOf(one: PromotionCase, words: Words): OfferCart {
  const { currency = 'USD', delivery = 500, country = 'US', burn = 0, bundles = {} } = one;
  return {
    currency,
    lines: one.cart.map((line, at) => ({
      sku: line.sku,
      productId: at + 1,
      productSlug: line.product ?? line.sku,
      title: line.sku,
      quantity: line.quantity,
      unit: money(line.price, currency),
      onSale: line.reduced ?? false,
      floor: floorOf(words, money(line.price, currency), line.cost ?? null),
      categorySlugs: line.categories ?? [],
      brand: line.brand ?? null,
      tags: line.tags ?? [],
    })),
    bundles: Object.entries(bundles).map(([offerId, shares]) => ({
      offerId,
      label: offerId,
      shares: Object.entries(shares).map(([sku, minor]) => ({ sku, amount: money(minor, currency) })),
      arithmetic: 'the bundle',
      times: 1,
      parts: [],
      onReturn: 'keep',
    })),
    delivery: delivery === null ? null : money(delivery, currency),
    country,
    burn,
  };
}

export const shopperOf = ({ shopper = {} }: PromotionCase): Shopper => ({
  customerId: shopper.id ?? null,
  customerKey: shopper.id ?? shopper.email ?? null,
  codes: shopper.codes ?? [],
});

const WRITTEN = [
  'points_entry',
  'order_points',
  'offer_redemption',
  'offer_customer_use',
  'offer_use',
  'offer_code',
  'offer_exposure',
  'customer_order',
  'customer',
] as const;

/** Empties what cases write; a few rows are deleted many times faster than tables are truncated. */
export async function emptyShop(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of WRITTEN) await sql`delete from ${sql.table(table)}`.execute(trx);
  });
}

/** Writes the shopper's past and what was used of the offers before. */
export async function fillShop(db: Database, one: PromotionCase, now: Date): Promise<void> {
  const { shopper = {}, before = {}, singleUse = [], currency = 'USD' } = one;
  const key = shopper.id ?? shopper.email ?? null;
  if (shopper.id !== undefined) {
    await sql`insert into customer (id, email, birthday_month)
      values (${shopper.id}, ${shopper.email ?? null}, ${shopper.birthdayMonth ?? null})`.execute(db);
    if (shopper.member) await sql`insert into loyalty_member values (${shopper.id}, ${now})`.execute(db);
    if (shopper.agrees)
      await sql`insert into customer_consent (customer_id, purpose, given_at)
        values (${shopper.id}, 'personalisation', ${now})`.execute(db);
    if (shopper.points)
      await sql`insert into points_entry (customer_id, kind, points, at)
        values (${shopper.id}, 'adjust', ${shopper.points}, ${now})`.execute(db);
  }
  for (const [at, order] of (shopper.orders ?? []).entries()) {
    const placed = new Date(now.getTime() - order.daysAgo * 86_400_000);
    const spent = order.spent ?? 1000;
    await sql`insert into customer_order (id, number, customer_id, customer_key, email, state, placed_at, currency, total_minor)
      values (${`past-${at}`}, ${`past-${at}`}, ${shopper.id ?? null}, ${order.email ?? key}, ${order.email ?? shopper.email ?? null},
        ${order.state ?? 'delivered'}, ${placed}, ${currency}, ${spent})`.execute(db);
    await sql`insert into order_line (order_id, position, sku, quantity, unit_minor, total_minor)
      values (${`past-${at}`}, 0, ${`past-${order.category ?? 'other'}`}, 1, ${spent}, ${spent})`.execute(db);
  }
  for (const [offer, { used = 0, spent = 0, mine = 0, person }] of Object.entries(before)) {
    await sql`insert into offer_use values (${offer}, ${Math.max(used, mine)}, ${spent})`.execute(db);
    if (person)
      await sql`insert into offer_customer_use values (${offer}, ${await personKey(db, person)}, 1)`.execute(
        db,
      );
    if (mine) await sql`insert into offer_customer_use values (${offer}, ${key}, ${mine})`.execute(db);
  }
  for (const { code, offer, usedBy, expires } of singleUse)
    await sql`insert into offer_code (code_hash, offer_id, batch, expires_at, order_id, redeemed_at)
      values (${codeHashOf(code)}, ${offer}, 'cases', ${expires ? new Date(expires) : null}, ${usedBy ?? null},
        ${usedBy ? now : null})`.execute(db);
}
