import { isChildAged } from '#src/language/age-group.ts';
import { BEFORE_PERSON } from '#src/language/english/function-words.ts';
import { GIFTS } from '#src/language/english/gifts.ts';
import { RECIPIENTS } from '#src/language/english/people.ts';
import type { Filter, Sort } from '#src/query/search-query.ts';
import { saysAt, use, writtenIn, type Word } from './words.ts';

/** What a question says about order, amount and person rather than about the product. */
export interface SortAndQuantity {
  readonly sort: Sort;
  readonly quantity: number | null;
  readonly recipient: string | null;
  readonly isGift: boolean;
  readonly includeSoldOut: boolean;
  readonly filters: readonly Filter[];
}

const set = (list: string): ReadonlySet<string> => new Set(list.split('|'));

const SORTS: readonly (readonly [Sort, ReadonlySet<string>])[] = [
  ['price-low', set('cheapest|as cheap as possible|cheap as possible|lowest cost|the cheapest|lowest price|lowest priced|least expensive|most affordable|cheapest first|low to high|most budget friendly|günstigste|günstigster|günstigstes|günstigsten|billigste|billigster|billigstes|billigsten|preiswerteste|preiswertester|preiswertestes|preiswertesten')],
  ['price-high', set('most expensive|priciest|highest price|highest priced|high to low|dearest|teuerste|teuerster|teuerstes|teuersten')],
  ['rating', set('best rated|top rated|highest rated|best reviewed|highest rating|best rating|best - rated|top - rated|highest - rated|best reviews|bestbewertete|bestbewerteter|bestbewertetes|bestbewerteten')],
  ['newest', set('newest|latest|most recent|new arrivals|just in|what is new|newest first|neueste|neuester|neuestes|neuesten')],
]; // prettier-ignore

const SOLD_OUT_TOO = set('including sold out|include sold out|sold out too|even if sold out|even sold out');
const IN_STOCK = set('in stock|available now|currently available|in - stock');
const ON_SALE = set('on sale|discounted|on offer|reduced price|marked down|on discount|reduced in price');
const PACKS = set(
  'pack|packs|pair|pairs|box|boxes|bottle|bottles|piece|pieces|unit|units|tube|tubes|bag|bags',
);

/** Takes sort, quantity and recipient out of the words. */
export function parseSortAndQuantity(words: readonly Word[]): SortAndQuantity {
  const says = (phrases: ReadonlySet<string>): boolean => {
    const at = words.findIndex((_, index) => saysAt(words, index, phrases) > 0);
    if (at >= 0) use(words, at, at + saysAt(words, at, phrases));
    return at >= 0;
  };
  const sort = SORTS.find(([, phrases]) => says(phrases))?.[0] ?? 'best';
  const includeSoldOut = says(SOLD_OUT_TOO);
  says(IN_STOCK);
  const filters: readonly Filter[] = says(ON_SALE)
    ? [{ kind: 'flag', key: 'on_sale', label: 'On sale', value: true }]
    : [];
  const isGift = asksForGift(words);
  return {
    sort,
    isGift,
    quantity: parseQuantity(words),
    recipient: parseRecipient(words),
    includeSoldOut,
    filters,
  };
}

/** "3 packs of gels", "2 pairs of socks": how many, with the words that say it taken out. */
function parseQuantity(words: readonly Word[]): number | null {
  for (const [at, one] of words.entries()) {
    const pack = words[at + 1];
    if (one.used || one.number === null || !Number.isInteger(one.number) || one.number < 1) continue;
    if (!pack || !PACKS.has(pack.lower) || words[at + 2]?.lower !== 'of') continue;
    // "a pack of 6" states a size; "6 packs of" and "1 pack of" state how many to buy.
    use(words, at, at + 3);
    return one.number;
  }
  return null;
}

/** What may follow a present without making another thing of it: no "gift card". */
const AFTER_GIFT = set(
  'for|idea|ideas|under|below|over|up|from|to|around|that|which|with|who|less|about|between|and|or|in',
);

function asksForGift(words: readonly Word[]): boolean {
  return words.some((one, at) => {
    if (!GIFTS.has(one.form)) return false;
    const next = words[at + 1];
    return !next?.joined || !/\p{L}/u.test(next.raw) || AFTER_GIFT.has(next.lower);
  });
}

const AGED = /^(?:olds?|yo)$/; // what an age ends with
const LONGEST_AGE = 5; // words and dashes: "9-year-old"

function parseRecipient(words: readonly Word[]): string | null {
  for (const [at, one] of words.entries()) {
    if (one.used || one.lower !== 'for') continue;
    const aged = childOfAge(words, at + 1);
    const gift = GIFTS.has(words[at - 1]?.form ?? '') ? 1 : 0;
    for (let next = at + 1; next <= at + 6; next += 1) {
      const who = words[next];
      if (!who || who.used || !who.joined) break;
      if (!RECIPIENTS.has(who.lower)) continue;
      if (next > at + 1 && !BEFORE_PERSON.has(words[at + 1]?.lower ?? '')) break;
      use(words, at - gift, next + 1);
      return who.lower;
    }
    if (aged === 0) continue;
    use(words, at - gift, aged);
    return 'child';
  }
  return null;
}

/** Behind "for my 9 year old", which is no number of anything; 0 where that place tells no child's age. */
function childOfAge(words: readonly Word[], at: number): number {
  const from = BEFORE_PERSON.has(words[at]?.lower ?? '') ? at + 1 : at;
  const to = from + LONGEST_AGE;
  for (let end = to; end > from + 1; end -= 1) {
    const some = words.slice(from, end);
    if (some.length < end - from || some.some((one) => one.used)) continue;
    if (
      /^\d/.test(some[0]?.raw ?? '') &&
      AGED.test(some.at(-1)?.lower ?? '') &&
      isChildAged(writtenIn(words, from, end))
    )
      return end;
  }
  return 0;
}
