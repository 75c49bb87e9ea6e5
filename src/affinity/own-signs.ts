import type { History } from './histories.ts';

/** What a customer's own orders say of one thing, seen from a cart. */
export interface OwnSigns {
  /** Purchases, each counted 1/e after the days that the name says. */
  faded60: number;
  faded365: number;
  times: number;
  daysAgo: number;
  /** The part of the orders that held it; each counts 1/e after FADE_DAYS. */
  fadedShare: number;
  /** How alike the orders that held it are to the cart: all of them, the older the less, and the most alike. */
  alike: number;
  mostAlike: number;
  /** Of the orders that held a thing of the cart, how many held it too: over all those things, and the best. */
  pair: number;
  bestPair: number;
}

const FADE_DAYS = 180;
const PAIR_PSEUDO = 2; // orders: one with both says little

/** By thing, of all that the customer bought; things of the cart are none. */
export function ownSigns(cart: ReadonlySet<number>, history: History | null): ReadonlyMap<number, OwnSigns> {
  const signs = new Map<number, OwnSigns>();
  const heldOften = new Map<number, number>();
  const both = new Map<number, Map<number, number>>();
  let faded = 0;
  for (const { daysAgo, items } of history?.baskets ?? []) {
    const weight = Math.exp(-daysAgo / FADE_DAYS);
    const year = Math.exp(-daysAgo / 365);
    const months = Math.exp(-daysAgo / 60);
    faded += weight;
    const held: number[] = [];
    for (let at = 0; at < items.length; at++)
      if (cart.has(items[at] as number)) held.push(items[at] as number);
    for (const one of held) heldOften.set(one, (heldOften.get(one) ?? 0) + 1);
    const alike = held.length / Math.sqrt(items.length * Math.max(1, cart.size));
    for (let at = 0; at < items.length; at++) {
      const item = items[at] as number;
      if (cart.has(item)) continue;
      const sign = signOf(signs, item);
      sign.faded60 += months;
      sign.faded365 += year;
      sign.times++;
      sign.daysAgo = Math.min(sign.daysAgo, daysAgo);
      sign.fadedShare += weight;
      sign.alike += alike * year;
      sign.mostAlike = Math.max(sign.mostAlike, alike);
      if (!held.length) continue;
      const pairs = both.get(item) ?? new Map<number, number>();
      both.set(item, pairs);
      for (const one of held) pairs.set(one, (pairs.get(one) ?? 0) + 1);
    }
  }
  for (const sign of signs.values()) sign.fadedShare /= faded + 0.5;
  for (const [item, pairs] of both) {
    const sign = signOf(signs, item);
    for (const [one, orders] of pairs) {
      const confidence = orders / ((heldOften.get(one) as number) + PAIR_PSEUDO);
      sign.pair += confidence;
      sign.bestPair = Math.max(sign.bestPair, confidence);
    }
  }
  return signs;
}

function signOf(signs: Map<number, OwnSigns>, item: number): OwnSigns {
  const known = signs.get(item);
  if (known) return known;
  const fresh = {
    faded60: 0, faded365: 0, times: 0, daysAgo: Infinity, fadedShare: 0, alike: 0, mostAlike: 0, pair: 0, bestPair: 0,
  }; // prettier-ignore
  signs.set(item, fresh);
  return fresh;
}
