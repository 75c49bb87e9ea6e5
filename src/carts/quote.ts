import { messagesOf } from '#src/messages/messages.ts';
import type { TaxRule } from '#src/editorial/tax-schema.ts';
import type { AppliedOffer, OfferNotApplied, OfferOutcome } from '#src/loyalty/offer-outcome.ts';
import { addMoney, money, timesMoney, type Money } from '#src/money/money.ts';
import { refusalFor, refusalText, type Cart, type CartLine } from './cart.ts';
import { taxOn, taxRuleFor, type TaxPlace } from './tax.ts';

interface QuotedLine extends CartLine {
  /** At shelf prices. */
  readonly total: Money;
  /** The line's share of everything that is taken off. */
  readonly discount: Money;
  /** What is paid for it, before tax on top and delivery. */
  readonly net: Money;
  readonly tax: Money;
  /** Percent of tax on top of `net`; 0 where prices include it or there is none. */
  readonly onTop: number;
}

interface QuotedDelivery {
  readonly service: string;
  readonly rate: Money;
  /** What offers take off it. */
  readonly off: Money;
  readonly cost: Money;
  /** What the cheapest way there costs: the part that may be given back when everything returns. */
  readonly standard: Money;
  readonly tax: Money;
  /** True while no address is known: the shop's own country and its cheapest service are assumed. */
  readonly isEstimate: boolean;
}

export interface QuotedTax {
  readonly total: Money;
  /** Whether it is inside the prices, and so inside every sum, instead of on top. */
  readonly included: boolean;
  readonly parts: readonly {
    readonly name: string;
    readonly percent: number;
    readonly base: Money;
    readonly amount: Money;
  }[];
}

export interface Quote {
  readonly lines: readonly QuotedLine[];
  /** Pieces in all. */
  readonly count: number;
  /** Sum of the lines at shelf prices. */
  readonly subtotal: Money;
  readonly applied: readonly AppliedOffer[];
  readonly notApplied: readonly OfferNotApplied[];
  /** What offers and points take off the goods. */
  readonly discount: Money;
  /** Null where nothing is known of it. */
  readonly delivery: QuotedDelivery | null;
  /** Null while no address says which. */
  readonly tax: QuotedTax | null;
  /** What is to be paid, of what is known. */
  readonly total: Money;
  readonly earns: number;
  readonly earnsArithmetic: string | null;
  readonly outcome: OfferOutcome | null;
  /** Why it cannot be ordered as it is: one entry a line that is not there, or not so often. */
  readonly problems: readonly { readonly sku: string; readonly reason: string }[];
}

/** What beside the lines decides a total; `quoteCart` gathers it. */
export interface QuoteTerms {
  /** Whose language the reasons are in; English where none is named. */
  readonly locale?: string;
  readonly offers?: OfferOutcome;
  readonly delivery?: Omit<QuotedDelivery, 'off' | 'cost' | 'tax'> | null;
  readonly tax?: {
    readonly rules: readonly TaxRule[];
    readonly included: boolean;
    readonly place: TaxPlace;
  } | null;
}

/** Lines that can be counted together: those in the shop's currency. */
export const countable = ({ lines }: Pick<Cart, 'lines'>, currency: string): readonly CartLine[] =>
  lines.filter((line) => line.variant.price.currency === currency);

/** What a cart costs now: the only place where a total is made. Every part is in whole minor units and adds up. */
export function quote(cart: Cart, currency: string, terms: QuoteTerms = {}): Quote {
  const zero = money(0, currency);
  const { offers, tax: taxTerms = null } = terms;
  const applied = offers?.applied ?? [];
  const shareOf = (sku: string) =>
    addMoney(
      zero,
      ...applied
        .flatMap((one) => one.shares.filter((share) => share.sku === sku))
        .map(({ amount }) => amount),
    );
  const lines = countable(cart, currency).map((line): QuotedLine => {
    const total = timesMoney(line.variant.price, line.quantity);
    const discount = shareOf(line.variant.sku);
    const net = money(total.minor - discount.minor, currency);
    const rule = taxTerms && taxRuleFor(taxTerms.rules, taxTerms.place, line.product.categorySlugs);
    const tax = money(rule ? taxOn(net, rule.percent, taxTerms.included) : 0, currency);
    const onTop = rule && !taxTerms.included ? rule.percent : 0;
    return { ...line, total, discount, net, tax, onTop };
  });
  const delivery = deliveryOf(terms.delivery ?? null, applied, taxTerms, zero);
  const tax = taxTerms && taxParts(lines, delivery, taxTerms, zero);
  const subtotal = addMoney(zero, ...lines.map((line) => line.total));
  const discount = addMoney(zero, ...lines.map((line) => line.discount));
  return {
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal,
    applied,
    notApplied: offers?.notApplied ?? [],
    discount,
    delivery,
    tax,
    total: addMoney(
      zero,
      ...lines.map((line) => line.net),
      delivery?.cost ?? zero,
      tax && !tax.included ? tax.total : zero,
    ),
    earns: offers?.earns ?? 0,
    earnsArithmetic: offers?.earnsArithmetic ?? null,
    outcome: offers ?? null,
    problems: problemsOf(cart, currency, terms.locale ?? 'en'),
  };
}

function deliveryOf(
  given: NonNullable<QuoteTerms['delivery']> | null,
  applied: readonly AppliedOffer[],
  tax: NonNullable<QuoteTerms['tax']> | null,
  zero: Money,
): QuotedDelivery | null {
  if (!given) return null;
  const off = addMoney(zero, ...applied.map((one) => one.delivery));
  const cost = money(given.rate.minor - off.minor, zero.currency);
  const rule = tax && taxRuleFor(tax.rules, tax.place, 'delivery');
  return {
    ...given,
    off,
    cost,
    tax: money(rule ? taxOn(cost, rule.percent, tax.included) : 0, zero.currency),
  };
}

function taxParts(
  lines: readonly QuotedLine[],
  delivery: QuotedDelivery | null,
  { rules, included, place }: NonNullable<QuoteTerms['tax']>,
  zero: Money,
): QuotedTax {
  const taxed = lines.map((line) => ({
    rule: taxRuleFor(rules, place, line.product.categorySlugs),
    base: line.net,
    amount: line.tax,
  }));
  if (delivery)
    taxed.push({ rule: taxRuleFor(rules, place, 'delivery'), base: delivery.cost, amount: delivery.tax });
  const parts = new Map<TaxRule, QuotedTax['parts'][number]>();
  for (const { rule, base, amount } of taxed) {
    if (!rule || rule.percent === 0) continue;
    const before = parts.get(rule) ?? { name: rule.name, percent: rule.percent, base: zero, amount: zero };
    parts.set(rule, {
      ...before,
      base: addMoney(before.base, base),
      amount: addMoney(before.amount, amount),
    });
  }
  return { total: addMoney(zero, ...taxed.map((one) => one.amount)), included, parts: [...parts.values()] };
}

function problemsOf({ lines }: Cart, currency: string, locale: string): Quote['problems'] {
  return lines.flatMap(({ product, variant, quantity }) => {
    if (variant.price.currency !== currency)
      return [
        {
          sku: variant.sku,
          reason: messagesOf(locale).cart.refused.noPriceIn(product.title, currency),
        },
      ];
    const refused = refusalFor(product, variant, quantity);
    return refused ? [{ sku: variant.sku, reason: refusalText(refused, locale) }] : [];
  });
}
