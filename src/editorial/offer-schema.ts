import { z } from 'zod';
import {
  amountText,
  category,
  amountsIn,
  count,
  day,
  name,
  onReturn,
  percent,
  words,
  yes,
} from './offer-fields.ts';

/*
 * Offers as a marketer writes them. Reading them strictly here means that a page, the cart and the conversation can
 * rely on every rule; what would contradict itself is refused with corrected lines.
 */

const selection = {
  categories: z
    .array(category('The last part of a category page address, after /c/.'))
    .min(1)
    .max(20)
    .optional()
    .describe('Products in any of these categories.'),
  brands: z
    .array(words('A brand as the catalogue spells it.', 80))
    .min(1)
    .max(20)
    .optional()
    .describe('Products of any of these brands.'),
  products: z
    .array(name('The last part of a product page address.'))
    .min(1)
    .max(100)
    .optional()
    .describe('These products.'),
  tags: z
    .array(words('A tag as the catalogue spells it.', 80))
    .min(1)
    .max(20)
    .optional()
    .describe('Products with any of these tags.'),
};

const productsSchema = z.strictObject({
  ...selection,
  except: z.strictObject(selection).optional().describe('Taken out again, even if a line above names them.'),
  priceFrom: amountText('Only what costs at least this much a piece.').optional(),
  priceTo: amountText('Only what costs at most this much a piece.').optional(),
  notReduced: yes('Only what is not already reduced in the catalogue.').optional(),
});

const whenSchema = z.strictObject({
  minSpend: amountText('Least worth of the products above, at shelf prices.').optional(),
  minCartSpend: amountText('Least worth of the whole cart, at shelf prices.').optional(),
  minQuantity: count('Least number of pieces of the products above.', 1000).optional(),
  firstOrder: yes('Only for somebody’s first order.').optional(),
  orderNumber: count('Only for the second, third … order of a customer.', 1000, 2).optional(),
  firstPurchaseOf: category(
    'Only for who has never bought from this category, with something of it in the cart.',
  ).optional(),
  affinity: z
    .strictObject({
      category: category('The category they buy from.'),
      share: z
        .number()
        .gt(0, 'must be above 0')
        .max(1, 'must be at most 1')
        .describe('Least part of what they spend that goes there, such as 0.2; recent orders count more.'),
    })
    .optional()
    .describe('Only for customers who buy much from a category.'),
  lapse: z
    .strictObject({
      days: count('Days since their last order.', 3650),
      category: category('Count only orders from this category.').optional(),
    })
    .optional()
    .describe('Only for customers who have not bought for a while.'),
  birthdayMonth: yes('Only in the month of the customer’s birthday.').optional(),
  members: yes('Only for members of the program.').optional(),
  tiers: z
    .array(name('A tier of loyalty.yaml.'))
    .min(1)
    .max(10)
    .optional()
    .describe('Only for members of these tiers.'),
  code: z
    .string()
    .regex(
      /^[A-Z0-9][A-Z0-9-]{2,29}$/,
      'must be 3 to 30 capital letters, digits and hyphens, such as SPRING-26',
    )
    .meta({ description: 'A code that anybody may type, such as SPRING-26.', examples: ['SPRING-26'] })
    .optional(),
  singleUseCodes: yes(
    'Only with a code made for one customer; `npm run codes -- OFFER COUNT` makes them.',
  ).optional(),
  countries: z
    .array(
      z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a two-letter country code such as US')
        .meta({ examples: ['US'] }),
    )
    .min(1)
    .max(250)
    .optional()
    .describe('Only for parcels to these countries.'),
});

const rewardSchema = z.strictObject({
  percent: percent('Percent off the products above.').optional(),
  amount: amountText('An amount off the products above, once an order.').optional(),
  amountEach: amountText('An amount off every piece of the products above.').optional(),
  memberPrice: z
    .strictObject({
      percent: percent('Percent off the shelf price.').optional(),
      amountEach: amountText('An amount off the shelf price of one.').optional(),
    })
    .optional()
    .describe('A lower price for members, shown on the product page: give percent or amountEach.'),
  nthItem: z
    .strictObject({
      every: count('2 for every second piece, 3 for every third.', 100, 2),
      percent: percent('100 makes that piece free.'),
    })
    .optional()
    .describe('A reduction on every n-th piece; the cheapest ones count.'),
  buyGet: z
    .strictObject({
      buy: count('Pieces of the products above to buy.', 100),
      get: count('Pieces that are reduced then.', 100),
      percent: percent('100 makes those pieces free.'),
      products: productsSchema.optional().describe('What is reduced, if it is something else.'),
    })
    .optional()
    .describe('Buy some, get some reduced; the cheapest ones count.'),
  deliveryPercent: percent('Percent off delivery.').optional(),
  freeDelivery: yes('Delivery costs nothing.').optional(),
  pointsTimes: z
    .number()
    .gt(1, 'must be above 1')
    .max(10, 'must be at most 10')
    .multipleOf(0.5, 'must be a whole or a half number, such as 1.5')
    .describe('The order earns this many times its points.')
    .optional(),
  atMost: amountText('The most this offer takes off one order.').optional(),
});

const limitsSchema = z.strictObject({
  uses: count('How often it may be used by everybody together.', 10_000_000).optional(),
  value: amountText('The most it may cost you in all.').optional(),
  perCustomer: count('How often one customer may use it; guests count by e-mail.', 1000).optional(),
});

const stackingSchema = z.strictObject({
  group: name(
    'Two offers of one group never touch the same product; without it: discount, member-price, delivery or points.',
  ).optional(),
  alone: yes('Never together with any other offer.').optional(),
  notWith: z
    .array(name('The file name of another offer, without its ending.'))
    .min(1)
    .max(30)
    .optional()
    .describe('Never together with these offers.'),
});

const offerShape = z.strictObject({
  title: words('What a shopper gets, in one line: 10% off gels for members.', 80),
  description: words('One or two sentences for the rewards page: who gets it, on what and until when.', 300),
  paused: z.boolean().describe('true stops it at once without deleting it.').optional(),
  starts: day('The first day it is valid.').optional(),
  ends: day('The last day it is valid.').optional(),
  products: productsSchema.optional().describe('What it is about; leave it out for everything in the shop.'),
  when: whenSchema.optional().describe('All of these must hold.'),
  reward: rewardSchema.meta({
    description: 'Exactly one kind of reward; atMost may stand beside it.',
    examples: [{ percent: 10 }],
  }),
  limits: limitsSchema.optional().describe('What stops it from costing more than you planned.'),
  stacking: stackingSchema.optional().describe('With what it may be combined.'),
  onReturn: onReturn(
    'What becomes of the reduction when a part of what earned it comes back: keep leaves it, recompute withholds it.',
  ),
  holdoutPercent: z
    .int()
    .min(0)
    .max(50)
    .describe('Percent of customers who are left out so that you can measure what it earns; 0 for nobody.')
    .optional(),
});

export type OfferWords = z.infer<typeof offerShape>;

const REWARDS = [
  'percent',
  'amount',
  'amountEach',
  'memberPrice',
  'nthItem',
  'buyGet',
  'deliveryPercent',
  'freeDelivery',
  'pointsTimes',
] as const;

/** A rule that contradicts another: where, why, and what would stand there instead (undefined: take it out). */
interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly corrected?: unknown;
}

export const offerSchema = offerShape.superRefine((offer, context) => {
  for (const { path, message, corrected } of contradictions(offer)) {
    context.addIssue({ code: 'custom', path: [...path], message, params: { corrected } });
  }
});

function contradictions({
  starts,
  ends,
  when = {},
  reward,
  limits,
  stacking,
  holdoutPercent,
  products,
  onReturn: kept,
}: OfferWords): Contradiction[] {
  const given = REWARDS.filter((one) => reward[one] !== undefined);
  const [first] = given;
  const found: Contradiction[] = [];
  const refuse = (path: Contradiction['path'], message: string, corrected?: unknown) =>
    found.push({ path, message, corrected });
  if (!first) refuse(['reward'], 'names nothing a shopper gets', { percent: 10 });
  for (const more of given.slice(1)) {
    refuse(
      ['reward', more],
      `stands beside \`${first}\`: one offer gives one thing, make a second file for the other`,
    );
  }
  if (starts && ends && ends < starts) refuse(['ends'], `is before it starts (${starts})`, starts);
  if (when.code && when.singleUseCodes)
    refuse(['when', 'singleUseCodes'], `contradicts the code ${when.code}: one or the other`);
  if (when.firstOrder && (when.orderNumber || when.lapse || when.affinity)) {
    refuse(['when', 'firstOrder'], 'can never hold together with a condition on earlier orders');
  }
  const price = reward.memberPrice;
  if (price && Object.values(price).filter((one) => one !== undefined).length !== 1) {
    refuse(['reward', 'memberPrice'], 'needs either percent or amountEach', { percent: price.percent ?? 10 });
  }
  if (price) {
    const odd = Object.keys(when).filter((key) => key !== 'members' && key !== 'tiers');
    for (const key of odd)
      refuse(['when', key], 'cannot stand with a member price: the price on the page holds for every member');
    if (limits)
      refuse(['limits'], 'cannot stand with a member price: the price on the page holds for every member');
    if (stacking?.alone) refuse(['stacking', 'alone'], 'cannot stand with a member price');
    if (holdoutPercent)
      refuse(['holdoutPercent'], 'cannot stand with a member price: everybody sees the same page');
  }
  if (
    reward.atMost &&
    given.some(
      (one) => one === 'amount' || one === 'memberPrice' || one === 'freeDelivery' || one === 'pointsTimes',
    )
  ) {
    refuse(['reward', 'atMost'], `has no meaning beside \`${first}\``);
  }
  if (holdoutPercent && (when.code || when.singleUseCodes)) {
    refuse(['holdoutPercent'], 'cannot stand with a code: who was given a code must get what it promises', 0);
  }
  if (kept && first && !reward.nthItem && !reward.buyGet) {
    refuse(['onReturn'], `has no meaning beside \`${first}\`: every piece carries its own part of that`);
  }
  if (reward.pointsTimes && stacking?.alone) refuse(['stacking', 'alone'], 'has no meaning for points');
  if (reward.pointsTimes && limits?.value)
    refuse(['limits', 'value'], 'has no meaning for points: they take nothing off the price');
  if (
    products?.priceFrom &&
    products.priceTo &&
    Number.parseFloat(products.priceTo) < Number.parseFloat(products.priceFrom)
  ) {
    refuse(['products', 'priceTo'], `is below priceFrom (${products.priceFrom})`, products.priceFrom);
  }
  const [one, ...others] = amountsIn({ reward, when, products, limits });
  for (const other of others.filter(({ currency }) => currency !== one?.currency))
    refuse(
      other.path,
      `is in ${other.currency}, ${one?.path.join('.')} in ${one?.currency}: one offer has one currency`,
    );
  return found;
}
