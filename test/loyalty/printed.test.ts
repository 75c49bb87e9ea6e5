import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { bundleSchema } from '#src/editorial/kit-schema.ts';
import { offerSchema, type OfferWords } from '#src/editorial/offer-schema.ts';
import { bestSet } from '#src/loyalty/best-set.ts';
import { bundleAsCandidate, candidateOf } from '#src/loyalty/candidate.ts';
import { floorOf } from '#src/loyalty/offer-lines.ts';
import type { OfferCart } from '#src/loyalty/offer-outcome.ts';
import { unmetByCart } from '#src/loyalty/unmet.ts';
import { money } from '#src/money/money.ts';
import type { Content } from '#src/editorial/content.ts';
import { cartWith } from './offer-cases.ts';
import { programWith } from './promotion-case.ts';

/* What is printed is read here as a shopper would, and counted again from the words alone. */

const program = programWith({ floor: { percentOfPrice: 60, percentOfCost: 110 } });
const now = new Date('2026-11-27T12:00:00Z');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'printed-'));
  writeFileSync(join(folder, 'loyalty.yaml'), stringify(program));
  for (const one of ['offers', 'bundles']) mkdirSync(join(folder, one));
});
afterAll(() => rmSync(folder, { recursive: true }));

function accepts(kind: 'offers' | 'bundles', words: object): boolean {
  const file = join(folder, kind, 'one.yaml');
  writeFileSync(file, stringify(words));
  const { findings } = lintContent(folder);
  rmSync(file);
  return !findings.some((one) => one.file.startsWith(kind));
}

const dollars = (minor: number) => `${(minor / 100).toFixed(2)} USD`;
const anyPercent = fc.integer({ min: 1, max: 200 }).map((half) => half / 2);
const anyAmount = fc.integer({ min: 1, max: 5000 }).map(dollars);
const anyReward: fc.Arbitrary<OfferWords['reward']> = fc
  .tuple(
    fc.oneof(
      anyPercent.map((percent) => ({ percent })),
      anyAmount.map((amount) => ({ amount })),
      anyAmount.map((amountEach) => ({ amountEach })),
      anyPercent.map((percent) => ({ memberPrice: { percent } })),
      anyAmount.map((amountEach) => ({ memberPrice: { amountEach } })),
      fc
        .record({ every: fc.integer({ min: 2, max: 4 }), percent: anyPercent })
        .map((nthItem) => ({ nthItem })),
      fc
        .record(
          {
            buy: fc.integer({ min: 1, max: 3 }),
            get: fc.integer({ min: 1, max: 3 }),
            percent: fc.oneof(anyPercent, fc.constant(100)),
            products: fc.constantFrom('a', 'b').map((one) => ({ categories: [one] })),
          },
          { requiredKeys: ['buy', 'get', 'percent'] },
        )
        .map((buyGet) => ({ buyGet })),
      anyPercent.map((deliveryPercent) => ({ deliveryPercent })),
      fc.constant({ freeDelivery: true as const }),
    ),
    fc.option(anyAmount),
  )
  .map(([reward, atMost]) => ({ ...reward, ...(atMost && { atMost }) }) as OfferWords['reward']);
const anyTitle = fc.oneof(
  fc.constant('Something for you'),
  anyPercent.map((percent) => `${percent}% off`),
  fc.integer({ min: 1, max: 40 }).map((whole) => `$${whole} off`),
);
const titleOf = (reward: OfferWords['reward']): string => {
  const percent =
    reward.percent ?? reward.memberPrice?.percent ?? reward.nthItem?.percent ?? reward.buyGet?.percent;
  return percent ? `${percent}% off` : 'Something for you';
};
const anyOffer = fc
  .record({
    reward: anyReward,
    title: fc.option(anyTitle),
    of: fc.constantFrom('a', 'b', null),
    group: fc.constantFrom('red', 'blue', null),
  })
  .map(({ reward, title, of, group }) => ({
    title: title ?? titleOf(reward),
    description: 'For everybody.',
    reward,
    ...(of && { products: { categories: [of] } }),
    ...(group && { stacking: { group } }),
  }));
const anyCart = fc
  .array(
    fc.record({
      minor: fc.integer({ min: 1, max: 20_000 }),
      quantity: fc.integer({ min: 1, max: 6 }),
      category: fc.constantFrom('a', 'b'),
      costPart: fc.option(fc.integer({ min: 1, max: 120 })),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((lines) =>
    cartWith(
      lines.map(({ costPart, ...line }, at) => {
        const cost = costPart === null ? null : Math.round((line.minor * costPart) / 100);
        const floor = floorOf({ program: { words: program } } as Content, money(line.minor, 'USD'), cost);
        return { ...line, sku: `s${at}`, floor: floor?.minor ?? 0 };
      }),
    ),
  );

const minorOf = (text: string) => Math.round(Number(text.replace(/[$,]/g, '')) * 100);

/** What the words alone come to, and what they say held it. */
function counted(printed: string, cart: OfferCart, touches: readonly number[]) {
  const [, words = '', held = null] =
    /^(.*?)(?:, (at most \$[\d.,]+|stopped at the lowest price|no more than is to be paid))?$/.exec(
      printed,
    ) ?? [];
  const lines = touches.flatMap((at) => cart.lines[at] ?? []);
  const part = /([\d.]+)% of (?:delivery at )?(\$[\d.,]+)$/.exec(words);
  const each = /^([\d.]+)% off the price of each$/.exec(words);
  const eachAmount = /^(\$[\d.,]+) off the price of each$/.exec(words);
  const times = /^(\$[\d.,]+) times (\d+)$/.exec(words);
  const amount = /^(?:(\$[\d.,]+) )?off (\$[\d.,]+)$/.exec(words);
  const pieces = lines.reduce((sum, one) => sum + one.quantity, 0);
  const sum = part
    ? Math.round((Number(part[1]) * minorOf(part[2] ?? '')) / 100)
    : each
      ? lines.reduce(
          (all, one) => all + one.quantity * Math.round((one.unit.minor * Number(each[1])) / 100),
          0,
        )
      : eachAmount
        ? minorOf(eachAmount[1] ?? '') * pieces
        : times
          ? minorOf(times[1] ?? '') * Number(times[2])
          : amount?.[1]
            ? minorOf(amount[1])
            : null;
  return {
    words,
    held,
    sum,
    base: part?.[2] ?? amount?.[2] ?? null,
    pieces: times ? Number(times[2]) : null,
  };
}

it('prints percentages, counts and sums that are the ones applied, for any offer that may be written', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.array(anyOffer, { minLength: 1, maxLength: 4 }), anyCart, (written, cart) => {
      const offers = written
        .filter((words) => accepts('offers', words))
        .map((words, at) => ({ offerId: `o${at}`, words: offerSchema.parse(words) }))
        .filter(({ words }) => unmetByCart(words, cart, 'en-US').length === 0);
      const candidates = offers.map(({ offerId, words }) =>
        candidateOf({ offerId, words, codeHash: null }, cart.lines),
      );
      const { applied } = bestSet(candidates, cart, 'en-US');
      const left = cart.lines.map((line) => line.unit.minor * line.quantity);
      let delivery = cart.delivery?.minor ?? 0;
      for (const { candidate, effect } of applied) {
        const { reward, touches } = candidate;
        const taken = effect.shares.reduce((sum, one) => sum + one, effect.delivery);
        const before = [...left];
        effect.shares.forEach((share, at) => (left[at] = (left[at] ?? 0) - share));
        if (taken === 0) continue;
        seen++;
        const gives = reward.nthItem ?? reward.buyGet;
        const { words, held, sum, base, pieces } = counted(effect.arithmetic, cart, touches);
        const known =
          gives?.percent ?? reward.percent ?? reward.memberPrice?.percent ?? reward.deliveryPercent;
        if (known) expect(words).toContain(gives && known === 100 ? 'free' : `${known}%`);
        const titled = /^([\d.]+)% off$/.exec(candidate.label)?.[1];
        if (titled) expect(Number(titled)).toBe(known ?? 100);
        if (words.endsWith(': free')) {
          const reduced = cart.lines.reduce((all, line, at) => {
            const share = effect.shares[at] ?? 0;
            return all + (held ? 0 : Math.round((share * line.quantity) / (before[at] ?? 1)));
          }, 0);
          if (!held) expect(reduced).toBe(Number(/^\d+/.exec(words)?.[0]));
        } else if (sum !== null && held === null) expect(taken).toBe(sum);
        if (gives) {
          const [, of] = /^\d+ of (\d+)/.exec(words) ?? [];
          const inCart = candidate.bought.reduce((all, at) => all + (cart.lines[at]?.quantity ?? 0), 0);
          if (of) expect(Number(of)).toBe(inCart);
          else expect(Number(/ for (\d+) bought/.exec(words)?.[1])).toBeLessThanOrEqual(inCart);
        }
        if (pieces !== null)
          expect(pieces).toBe(touches.reduce((all, at) => all + (cart.lines[at]?.quantity ?? 0), 0));
        if (base && !gives && !candidate.touchesDelivery)
          expect(minorOf(base)).toBe(touches.reduce((all, at) => all + (before[at] ?? 0), 0));
        if (candidate.touchesDelivery) expect(minorOf(base ?? '')).toBe(delivery);
        if (sum !== null && held !== null) expect(taken).toBeLessThan(sum);
        if (held?.startsWith('at most')) expect(taken).toBe(minorOf(held.slice('at most '.length)));
        else if (held) {
          const stopped = touches.filter((at) => (left[at] ?? 0) <= (effect.floors[at] ?? 0));
          const byEach = reward.amountEach ?? reward.memberPrice;
          expect(stopped.length).toBeGreaterThanOrEqual(byEach ? 1 : touches.length);
        }
        delivery -= effect.delivery;
      }
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(100);
});

it('prints what a bundle came to', () => {
  fc.assert(
    fc.property(
      anyCart,
      fc.oneof(
        fc.integer({ min: 1, max: 60 }).map((percent) => ({ percent })),
        anyAmount.map((total) => ({ total })),
      ),
      fc.integer({ min: 1, max: 3 }),
      (cart, price, quantity) => {
        const words = {
          title: 'Together',
          why: 'They belong together.',
          items: [{ product: 's0', quantity }, { product: 's1' }],
          price,
        };
        fc.pre(accepts('bundles', words));
        const entry = { slug: 'one', words: bundleSchema.parse(words) };
        const [found] = bundleCandidates([entry] as unknown as Content['bundles'], cart.lines, 'USD', now, {
          locale: 'en-US',
          timeZone: 'UTC',
        });
        fc.pre(found !== undefined);
        const { applied } = bestSet([bundleAsCandidate(found, cart.lines)], cart, 'en-US');
        const [only] = applied;
        if (!only) return;
        const taken = only.effect.shares.reduce((sum, one) => sum + one, 0);
        const [, words_ = '', held] =
          /^(.*?)(, stopped at the lowest price)?$/.exec(only.effect.arithmetic) ?? [];
        const part = /^([\d.]+)% of (\$[\d.,]+)$/.exec(words_);
        const sum = /^(\$[\d.,]+) apart, (\$[\d.,]+) together/.exec(words_);
        const wanted = part
          ? Math.round((Number(part[1]) * minorOf(part[2] ?? '')) / 100)
          : minorOf(sum?.[1] ?? '') - minorOf(sum?.[2] ?? '');
        if (held) expect(taken).toBeLessThan(wanted);
        else expect(taken).toBe(wanted);
      },
    ),
    { numRuns: 200 },
  );
});
