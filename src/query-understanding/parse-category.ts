import { isOwned, isPurpose, isQualified } from './context.ts';
import type { Said } from './said.ts';
import { saysAt, use, type Word } from './words.ts';
import type { CategoryName, Vocabulary } from './vocabulary.ts';

interface Mention {
  readonly from: number;
  readonly to: number;
  readonly matched: number;
  readonly missing: number;
  readonly category: CategoryName;
}

const MOST_TOGETHER = 6; // categories that one word may mean before it means too little

/**
 * Takes the category that the words clearly name out of them: all of its name, or enough of it that no other
 * category fits as well. Words that could mean several kinds of thing stay for the ranking.
 */
export function parseCategories(vocabulary: Vocabulary, words: readonly Word[]): readonly Said[] {
  const said = new Set(words.map((one) => one.form));
  const mentions = vocabulary.categories.flatMap((category) =>
    said.has(category.head) ? (mentionOf(category, words) ?? []) : [],
  );
  if (!mentions.length) return [];
  const wanted = mentions.filter((one) => !isPurpose(words, one.from) && !isOwned(words, one.from));
  const main = wanted.filter((one) => !isAccessoryTo(words, one.from));
  const spans = bySpan(main.length ? main : wanted).flatMap((span) => clearest(vocabulary, words, span));
  const chosen = dropOverlaps(spans);
  const slugs = [...new Set(chosen.flatMap((one) => one.categories.map((category) => category.slug)))];
  if (!slugs.length || slugs.length > MOST_TOGETHER) return [];
  // "Stability shoe or neutral?" asks about both: one side alone would hide the other.
  if (chosen.length === 1 && isWeighedUp(words)) return [];
  // "compression socks" names two categories: both count, and the words go on deciding between their products.
  const [only] = chosen;
  const isNamed = chosen.length === 1 && only?.isWhole === true && slugs.length === 1;
  const filter = {
    kind: 'any-of',
    key: 'category',
    label: 'Category',
    values: slugs,
    negated: false,
  } as const;
  // All of what was said is its name.
  const isAsked = chosen.length === 1 && only?.isFull === true && isAll(words, only.from, only.to);
  if (only && isNamed) use(words, only.from, only.to);
  const own = chosen.flatMap((one) => words.slice(one.from, one.to));
  return [{ filter, strength: isAsked ? 'demand' : 'mention', words: own }];
}

const VERSUS: ReadonlySet<string> = new Set([
  'vs',
  'versus',
  'compared to',
  'compared with',
  'difference between',
]);

/** Whether the question weighs two kinds of thing against each other. */
const isWeighedUp = (words: readonly Word[]): boolean => words.some((_, at) => saysAt(words, at, VERSUS) > 0);

/** The longest run of words that belongs to the category's name and holds its noun. */
function mentionOf(category: CategoryName, words: readonly Word[]): Mention | null {
  const forms = new Set(category.forms);
  let best: Mention | null = null;
  for (const [at, one] of words.entries()) {
    if (one.used || one.form !== category.head) continue;
    let from = at;
    while (from > 0 && isPart(words[from - 1], forms) && words[from]?.joined) from -= 1;
    // "recovery and walking shoes" is one name.
    if (words[from - 1]?.lower === 'and' && isPart(words[from - 2], forms)) {
      from -= 2;
      while (from > 0 && isPart(words[from - 1], forms) && words[from]?.joined) from -= 1;
    }
    let to = at + 1;
    while (to < words.length && isPart(words[to], forms) && words[to]?.joined) to += 1;
    const said = new Set(words.slice(from, to).map((word) => word.form));
    const matched = [...forms].filter((form) => said.has(form)).length;
    if (!best || matched > best.matched) {
      best = { from, to, matched, missing: forms.size - matched, category };
    }
  }
  return best;
}

const isPart = (one: Word | undefined, forms: ReadonlySet<string>): boolean =>
  one !== undefined && !one.used && (forms.has(one.form) || (one.lower === '-' && forms.size > 1));

/** Whether the mention only says what the wanted thing goes with: the shoes of "socks for trail shoes". */
function isAccessoryTo(words: readonly Word[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 3); at -= 1) {
    // What has been read ("warranty over 18 months") or stands behind a comma speaks of something else.
    if (words[at]?.used || !words[at + 1]?.joined) return false;
    const lower = words[at]?.lower ?? '';
    if (['for', 'with', 'under', 'over', 'without', 'like', 'fits', 'inside'].includes(lower)) return at > 0;
  }
  return false;
}

interface Chosen {
  readonly from: number;
  readonly to: number;
  readonly categories: readonly CategoryName[];
  /** Every word of the run is in the name, and nothing else could be meant. */
  readonly isWhole: boolean;
  /** Nothing of the name is missing. */
  readonly isFull: boolean;
}

function bySpan(mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  const spans = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const id = `${mention.from}-${mention.to}`;
    spans.set(id, [...(spans.get(id) ?? []), mention]);
  }
  return [...spans.values()];
}

/** What a run of words means: names said in full, else the only name it can be a part of; else nothing. */
function clearest(
  vocabulary: Vocabulary,
  words: readonly Word[],
  mentions: readonly Mention[],
): readonly Chosen[] {
  const [first] = mentions;
  if (!first) return [];
  const { from, to } = first;
  const whole = mentions.filter((one) => one.missing === 0);
  if (whole.length) {
    const things = isAll(words, from, to)
      ? whole
      : whole.filter((one) => namesThings(vocabulary, one.category));
    const others = isQualified(words, from)
      ? things.flatMap((one) => otherShelves(vocabulary, one.category))
      : [];
    const categories = [...topmost(things), ...others];
    return categories.length ? [{ from, to, categories, isWhole: true, isFull: true }] : [];
  }
  const least = Math.min(...mentions.map((one) => one.missing));
  const close = mentions.filter((one) => one.missing === least);
  const [only] = close;
  // One word of a longer name ("watch" of "GPS watches") is enough only where no other name has that noun.
  if (close.length === 1 && only && least === 1 && (only.matched > 1 || isAlone(vocabulary, only.category))) {
    return [{ from, to, categories: [only.category], isWhole: true, isFull: false }];
  }
  return [];
}

/** Whether nothing else was said. */
const isAll = (words: readonly Word[], from: number, to: number): boolean =>
  words.every((one, at) => (at >= from && at < to) || one.used || !/[\p{L}\p{N}]/u.test(one.raw));

/** Whether the category's noun is what its products are, as far as they say: "recovery" is none, "socks" is. */
const namesThings = ({ types }: Vocabulary, { slug, head }: CategoryName): boolean =>
  !types.typed.has(slug) || isWithin(types.heads.get(head), slug);

const isWithin = (slugs: ReadonlySet<string> | undefined, slug: string): boolean =>
  [...(slugs ?? [])].some((one) => one === slug || one.startsWith(`${slug}/`));

/** Other categories with products of that one noun: "compression socks" are socks, wherever they lie. */
function otherShelves(
  { types, categories }: Vocabulary,
  { slug, forms, head }: CategoryName,
): readonly CategoryName[] {
  if (forms.length > 1) return [];
  const others = [...(types.heads.get(head) ?? [])].filter(
    (one) => one !== slug && !one.startsWith(`${slug}/`),
  );
  return categories.filter((one) => others.includes(one.slug));
}

/** Whether products of no other category have the noun in their type, so that a part of the name tells the category. */
const isAlone = ({ types }: Vocabulary, { slug, head }: CategoryName): boolean =>
  !types.typed.has(slug) ||
  [...(types.words.get(head) ?? [])].every((one) => one === slug || one.startsWith(`${slug}/`));

/** Without categories that stand below another of the list. */
const topmost = (mentions: readonly Mention[]): readonly CategoryName[] => {
  const all = mentions.map((one) => one.category);
  return all.filter((one) => !all.some((other) => one.slug.startsWith(`${other.slug}/`)));
};

/** A longer run wins over the shorter ones inside it. */
const dropOverlaps = (spans: readonly Chosen[]): readonly Chosen[] =>
  spans.filter(
    (one) =>
      !spans.some(
        (other) =>
          other !== one &&
          other.from <= one.from &&
          other.to >= one.to &&
          other.to - other.from > one.to - one.from,
      ),
  );
