import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { formatMoney, money } from '#src/money/money.ts';
import { minorOf } from './offer-amount.ts';
import type { OfferCart } from './offer-outcome.ts';
import { selects } from './selected-lines.ts';
import type { Tier } from './program.ts';
import type { ShopperFacts } from './shopper-facts.ts';

/** A condition that does not hold, in the shopper's words; `away` is the one step that would do. */
export interface Unmet {
  readonly reason: string;
  readonly away: string | null;
}

const step = (reason: string, away: string | null = null): Unmet => ({ reason, away });

interface Today {
  readonly now: Date;
  /** The date at the shop, such as `2026-11-27`. */
  readonly day: string;
  /** The tiers of the program, for their titles. */
  readonly tiers: readonly Tier[];
}

/** The conditions about the shopper that do not hold. */
export function unmetByShopper(
  { when = {}, reward }: OfferWords,
  facts: ShopperFacts,
  { now, day, tiers }: Today,
): readonly Unmet[] {
  const unmet: Unmet[] = [];
  const forMembers = when.members || when.tiers || reward.memberPrice || reward.pointsTimes;
  if (forMembers && !facts.tier) unmet.push(step('It is for members.', 'Join the program.'));
  else if (when.tiers && facts.tier && !when.tiers.includes(facts.tier.id))
    unmet.push(step(`It is for the tier ${titlesOf(when.tiers, tiers).join(' or ')}.`));
  const history = when.firstOrder || when.orderNumber || when.firstPurchaseOf;
  if (history && !facts.known)
    return [
      ...unmet,
      when.orderNumber
        ? step('It depends on earlier orders.', 'Sign in.')
        : step(
            when.firstOrder ? 'It is for a first order, so it needs your e-mail.' : FOR_FIRST,
            'Give your e-mail at checkout, or sign in.',
          ),
    ];
  if (when.firstOrder && facts.ordersOfPerson > 0) unmet.push(step('It is for a first order.'));
  // Whoever types an address learns nothing of what was bought with it, nor how often.
  if (!facts.signedIn && when.orderNumber)
    return [...unmet, step('It depends on earlier orders.', 'Sign in.')];
  if (!facts.signedIn && when.firstPurchaseOf && facts.categories.has(when.firstPurchaseOf))
    return [...unmet, step(FOR_FIRST)];
  if (when.orderNumber && facts.orders + 1 !== when.orderNumber)
    unmet.push(step(`It is for order number ${when.orderNumber}; this would be number ${facts.orders + 1}.`));
  if (when.firstPurchaseOf && facts.categories.has(when.firstPurchaseOf))
    unmet.push(step('It is for who has not bought from this category yet.'));
  if ((when.affinity || when.lapse || when.birthdayMonth) && !facts.agrees)
    return [
      ...unmet,
      step(
        'It is a personal offer, for who has agreed to such offers.',
        facts.known ? 'Allow personal offers on the page of what we remember.' : 'Sign in.',
      ),
    ];
  if (when.affinity && (facts.categories.get(when.affinity.category)?.share ?? 0) < when.affinity.share)
    unmet.push(step('It is for who buys much from this category.'));
  if (when.lapse) {
    const last = when.lapse.category
      ? (facts.categories.get(when.lapse.category)?.last ?? null)
      : facts.lastOrder;
    const days = last ? (now.getTime() - last.getTime()) / 86_400_000 : null;
    if (days === null || days < when.lapse.days)
      unmet.push(step(`It is for who last ordered ${when.lapse.days} days ago or longer.`));
  }
  if (when.birthdayMonth && facts.birthdayMonth !== Number(day.slice(5, 7)))
    unmet.push(step('It is for the month of your birthday.'));
  return unmet;
}

const FOR_FIRST = 'It is for a first purchase.';

const titlesOf = (ids: readonly string[], tiers: readonly Tier[]): readonly string[] =>
  ids.map((id) => tiers.find((tier) => tier.id === id)?.title ?? id);

/** The conditions about the cart that do not hold, at shelf prices. */
export function unmetByCart(
  { when = {}, products, reward }: OfferWords,
  cart: OfferCart,
  locale: string,
): readonly Unmet[] {
  const those = cart.lines.filter((line) => selects(products, line));
  const worth = (lines: OfferCart['lines']) =>
    lines.reduce((total, line) => total + line.unit.minor * line.quantity, 0);
  const pieces = those.reduce((total, line) => total + line.quantity, 0);
  const told = (minor: number) => formatMoney(money(minor, cart.currency), locale);
  const unmet: Unmet[] = [];
  const spend = minorOf(when.minSpend);
  if (spend !== null && worth(those) < spend)
    unmet.push(
      step(`It needs ${told(spend)} of these products.`, `Add ${told(spend - worth(those))} of them.`),
    );
  const all = minorOf(when.minCartSpend);
  if (all !== null && worth(cart.lines) < all)
    unmet.push(step(`It needs a cart of ${told(all)}.`, `Add ${told(all - worth(cart.lines))}.`));
  const { buyGet, nthItem } = reward;
  const least = Math.max(
    when.minQuantity ?? 1,
    nthItem?.every ?? 1,
    buyGet ? buyGet.buy + (buyGet.products ? 0 : 1) : 1,
  );
  if (!those.length) unmet.push(step('None of the products it is for is in the cart.'));
  else if (pieces < least) unmet.push(step(`It needs ${least} pieces.`, `Add ${least - pieces} more.`));
  const got = buyGet?.products;
  if (got && !cart.lines.some((line) => selects(got, line)))
    unmet.push(step('Nothing it reduces is in the cart.', 'Add one of the products it reduces.'));
  const first = when.firstPurchaseOf;
  if (first && !cart.lines.some((line) => line.categorySlugs.includes(first)))
    unmet.push(step('It needs something of the category in the cart.'));
  if (when.countries && (cart.country === null || !when.countries.includes(cart.country)))
    unmet.push(step(`It is for parcels to ${when.countries.join(', ')}.`));
  if ((reward.freeDelivery || reward.deliveryPercent) && cart.delivery === null)
    unmet.push(step('The cost of delivery is not known yet.'));
  return unmet;
}
