import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { bestOffers } from '#src/loyalty/best-offers.ts';
import { codeHashOf } from '#src/loyalty/offer-codes.ts';
import type { OfferCart, OfferOutcome } from '#src/loyalty/offer-outcome.ts';
import { expirePoints } from '#src/loyalty/expire-points.ts';
import { burnPoints, earnForOrder, reversePoints } from '#src/loyalty/points-ledger.ts';
import { balanceOf, lotsOf } from '#src/loyalty/points-lots.ts';
import { personKey } from '#src/loyalty/person-key.ts';
import { redeem, reverseRedemption, type Redeemed } from '#src/loyalty/redeem.ts';
import { onBothEngines, type FreshDatabase } from '../doubles/fresh-database.ts';
import { insertProduct } from '../doubles/insert-product.ts';
import { cartOf, emptyShop, fillShop, shopperOf, wordsOf } from './case-shop.ts';
import { amounts } from './cases/amounts.ts';
import { codes } from './cases/codes.ts';
import { conditions } from './cases/conditions.ts';
import { currencies } from './cases/currencies.ts';
import { dates } from './cases/dates.ts';
import { delivery } from './cases/delivery.ts';
import { floors } from './cases/floors.ts';
import { holdouts } from './cases/holdouts.ts';
import { limits } from './cases/limits.ts';
import { percentages } from './cases/percentages.ts';
import { pieces } from './cases/pieces.ts';
import { points } from './cases/points.ts';
import { reversals } from './cases/reversals.ts';
import { selections } from './cases/selections.ts';
import { shoppers } from './cases/shoppers.ts';
import { stacking } from './cases/stacking.ts';
import type { After, PromotionCase, Step } from './promotion-case.ts';

const NOON = '2026-11-27T12:00:00Z';
const CATEGORIES = ['shoes', 'socks', 'nutrition', 'nutrition/gels', 'apparel', 'other'];
const tables = {
  amounts,
  codes,
  conditions,
  currencies,
  dates,
  delivery,
  floors,
  holdouts,
  limits,
  percentages,
  pieces,
  points,
  reversals,
  selections,
  shoppers,
  stacking,
};

onBothEngines('offers', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
    for (const category of CATEGORIES) {
      const slug = `past-${category}`;
      await insertProduct(fresh.db, {
        slug: slug.replace('/', '-'),
        categoryPath: category.split('/'),
        variants: [{ sku: slug, price: 1000, stock: null }],
      });
    }
  });
  afterAll(() => fresh.close());
  beforeEach(() => emptyShop(fresh.db));

  for (const [title, cases] of Object.entries(tables))
    describe(title, () => {
      it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
        const now = new Date(one.at ?? NOON);
        const words = wordsOf(one);
        const cart = cartOf(one, words);
        await fillShop(fresh.db, one, now);
        const outcome = await bestOffers(fresh.db, words, cart, shopperOf(one), now);
        expect(told(outcome, one)).toEqual(expected(one));
        addsUp(outcome, cart, giving(one));
        expect(await exposuresOf(fresh.db)).toEqual(one.exposed ?? {});
        for (const step of one.steps ?? []) await take(fresh.db, words, one, outcome, step, now);
        if (one.after) expect(await stateOf(fresh.db, one, one.after)).toEqual(one.after);
      });
    });
});

it('counts two hundred situations and more, each under a name of its own', () => {
  const names = Object.values(tables).flatMap((cases) => cases.map((one) => one.name));
  expect(names.length).toBeGreaterThanOrEqual(200);
  expect(new Set(names).size).toBe(names.length);
});

const byId = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries);

function told(outcome: OfferOutcome, one: PromotionCase) {
  const money = outcome.applied.filter(({ kind }) => kind !== 'points');
  return {
    off: byId(money.map((applied) => [applied.offerId, applied.amount.minor])),
    shares: byId(
      outcome.applied
        .filter(({ offerId }) => one.shares?.[offerId])
        .map((applied) => [
          applied.offerId,
          byId(applied.shares.map(({ sku, amount }) => [sku, amount.minor])),
        ]),
    ),
    printed: byId(
      outcome.applied
        .filter(({ offerId }) => one.printed?.[offerId])
        .map(({ offerId, arithmetic }) => [offerId, arithmetic]),
    ),
    not: byId(outcome.notApplied.map(({ offerId, reason }) => [offerId, reason])),
    away: byId(
      outcome.notApplied
        .filter(({ offerId }) => one.away && offerId in one.away)
        .map(({ offerId, away }) => [offerId, away]),
    ),
    earns: outcome.earns,
    earning: outcome.earning.map(({ offerId }) => offerId),
    burns: outcome.applied.find(({ kind }) => kind === 'points')?.points ?? 0,
    exact: outcome.exact,
  };
}

const expected = (one: PromotionCase) => ({
  off: one.off,
  shares: one.shares ?? {},
  printed: one.printed ?? {},
  not: one.not ?? {},
  away: one.away ?? {},
  earns: one.earns ?? 0,
  earning: one.earning ?? [],
  burns: one.burns ?? 0,
  exact: true,
});

const giving = ({ offers }: PromotionCase): readonly string[] =>
  Object.entries(offers).flatMap(([id, { reward }]) => ((reward.nthItem ?? reward.buyGet) ? id : []));

/** What must hold whatever applies: parts add up, nobody is paid for taking goods, no line goes below its floor but by what is given. */
function addsUp({ applied }: OfferOutcome, cart: OfferCart, gives: readonly string[]): void {
  const left = new Map(cart.lines.map((line) => [line.sku, line.unit.minor * line.quantity]));
  const givenOf = (sku: string) =>
    applied
      .filter(({ offerId }) => gives.includes(offerId))
      .flatMap(({ shares }) => shares.filter((share) => share.sku === sku))
      .reduce((sum, { amount }) => sum + amount.minor, 0);
  let delivery = cart.delivery?.minor ?? 0;
  for (const { amount, shares, delivery: off } of applied) {
    expect(shares.reduce((sum, share) => sum + share.amount.minor, off.minor)).toBe(amount.minor);
    expect(amount.minor).toBeGreaterThan(0);
    delivery -= off.minor;
    for (const share of shares) {
      expect(share.amount.minor).toBeGreaterThan(0);
      left.set(share.sku, (left.get(share.sku) ?? 0) - share.amount.minor);
    }
  }
  expect(delivery).toBeGreaterThanOrEqual(0);
  for (const { sku, floor, quantity } of cart.lines)
    expect((left.get(sku) ?? 0) + givenOf(sku)).toBeGreaterThanOrEqual((floor?.minor ?? 0) * quantity);
}

async function exposuresOf(db: Database): Promise<Record<string, string>> {
  const { rows } = await sql<{ offer_id: string; arm: string }>`
    select offer_id, arm from offer_exposure`.execute(db);
  return byId(rows.map((row) => [row.offer_id, row.arm]));
}

const later = (now: Date, days = 0) => new Date(now.getTime() + days * 86_400_000);

async function take(
  db: Database,
  words: Pick<Content, 'offers' | 'program'>,
  { shopper = {} }: PromotionCase,
  outcome: OfferOutcome,
  step: Step,
  now: Date,
): Promise<void> {
  const at = later(now, 'daysLater' in step ? step.daysLater : 0);
  if (step.do === 'redeem') {
    const customerKey = step.key ?? shopper.id ?? shopper.email ?? 'nobody';
    const given = { orderId: step.order, customerId: shopper.id ?? null, customerKey, outcome };
    const refused = new Error('roll back');
    let answer: Redeemed = { ok: true };
    await db
      .transaction()
      .execute(async (trx) => {
        answer = await redeem(trx, words, given, now);
        if (!answer.ok) throw refused;
      })
      .catch((error: unknown) => {
        if (error !== refused) throw error;
      });
    expect(answer).toMatchObject(step.answers ? { ok: false, refusal: step.answers } : { ok: true });
    return;
  }
  await db.transaction().execute(async (trx) => {
    if (step.do === 'spend')
      await burnPoints(trx, { customerId: shopper.id ?? '', orderId: 'spent', points: step.points }, at);
    if (step.do === 'cancel') await reverseRedemption(trx, step.order, at);
    if (step.do === 'deliver')
      await earnForOrder(trx, words.program?.words.points.validDays ?? null, step.order, at);
    if (step.do === 'return') await reversePoints(trx, step.order, step.share, at);
  });
  if (step.do === 'expire') await expirePoints(db, at);
}

async function stateOf(db: Database, one: PromotionCase, after: After): Promise<After> {
  const key = one.shopper?.id ?? one.shopper?.email ?? 'nobody';
  const id = one.shopper?.id ?? '';
  const now = later(
    new Date(one.at ?? NOON),
    Math.max(0, ...(one.steps ?? []).map((step) => ('daysLater' in step ? (step.daysLater ?? 0) : 0))),
  );
  const uses = await sql<{ offer_id: string; used: number; spent: string }>`
    select offer_id, used, spent_minor as spent from offer_use`.execute(db);
  const mine = await sql<{ offer_id: string; used: number }>`
    select offer_id, used from offer_customer_use
    where customer_key in (${key}, ${await personKey(db, key)})`.execute(db);
  const held = await sql<{ code_hash: string; order_id: string | null }>`
    select code_hash, order_id from offer_code`.execute(db);
  const sum = await sql<{ sum: string }>`
    select coalesce(sum(points), 0) as sum from points_entry where customer_id = ${id}`.execute(db);
  const usesOf = (offer: string) => uses.rows.find((row) => row.offer_id === offer);
  return {
    ...(after.used && {
      used: byId(
        Object.keys(after.used).map((offer) => [
          offer,
          [usesOf(offer)?.used ?? 0, Number(usesOf(offer)?.spent ?? 0)] as const,
        ]),
      ),
    }),
    ...(after.mine && {
      mine: byId(
        Object.keys(after.mine).map((offer) => [
          offer,
          mine.rows.find((row) => row.offer_id === offer)?.used ?? 0,
        ]),
      ),
    }),
    ...(after.codes && {
      codes: byId(
        Object.keys(after.codes).map((code) => [
          code,
          held.rows.find((row) => row.code_hash === codeHashOf(code))?.order_id ?? null,
        ]),
      ),
    }),
    ...(after.balance !== undefined && { balance: balanceOf(await lotsOf(db, id, now)) }),
    ...(after.ledger !== undefined && { ledger: Number(sum.rows[0]?.sum ?? 0) }),
  };
}
