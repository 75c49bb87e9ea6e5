import { mergeFilters } from '#src/query/filters.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { BEFORE_DEMANDED, DEMANDING } from '#src/language/english/demand-words.ts';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { exactSynonymsOf } from '#src/language/synonyms.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { calledWithin, stating, type Group, type Groups } from './groups.ts';
import type { Said, Strength } from './said.ts';
import type { Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

/*
 * Which words of a question may exclude products. A word that merely names a fact does so only where most of the products
 * that the rest of the question is about state that fact, whatever they state: what a merchant left out says nothing
 * about the product. Everything else is a preference: it ranks and is offered.
 */

/** The share of the products in question that must state a fact, for a filter on it to be a limit. */
const LEAST_STATING: Readonly<Record<Strength, number>> = { demand: 0, request: 0.1, mention: 0.6 };
/** The share of the products called by a category's name that must stand in it. */
const LEAST_WITHIN = 0.8;

/** What a question's filters come to. */
export interface Weighed {
  readonly limits: readonly Filter[];
  /** What ranks and is offered, but excludes nothing. */
  readonly preferences: readonly Filter[];
}

/**
 * Decides which of the filters that were said are limits; the words of the others are given back to the ranking.
 * `about`: what was asked for before, which "the waterproof ones" are among.
 */
export function weigh(
  vocabulary: Vocabulary,
  words: readonly Word[],
  said: readonly Said[],
  about: SearchQuery | null,
): Weighed {
  const facts = said.filter((one) => !isThing(vocabulary, one));
  const own = restOf(words, facts);
  const rest = about && own.noun === null && own.category === null ? restOfQuery(about) : own;
  const limits = facts.filter((one) => isLimit(vocabulary, words, rest, one));
  const taken = new Set(limits.flatMap((one) => one.words));
  for (const word of said.flatMap((one) => one.words)) if (!taken.has(word)) word.used = false;
  const preferences = facts.filter((one) => !limits.includes(one) && isWish(vocabulary, one));
  return { limits: filtersOf(limits), preferences: filtersOf(preferences) };
}

/** Not an amount whose attribute nothing of the kind states: it was guessed wrongly; no category that calls nothing. */
const isWish = (vocabulary: Vocabulary, one: Said): boolean =>
  one.filter.kind !== 'range' && (one.filter.key !== 'category' || shareWithin(vocabulary, one) !== null);

const filtersOf = (some: readonly Said[]): readonly Filter[] =>
  mergeFilters(some.map(({ filter }) => filter));

export const allAsLimits = (said: readonly Said[]): Weighed => ({ limits: filtersOf(said), preferences: [] });

/** What a question is about beside the facts that it names. */
interface Rest {
  /** The term of its noun; null where it has none. */
  readonly noun: string | null;
  readonly category: string | null;
}

function restOf(words: readonly Word[], facts: readonly Said[]): Rest {
  const categories = facts.filter(({ filter }) => filter.key === 'category');
  const taken = facts.filter((one) => !categories.includes(one)).flatMap((one) => one.words);
  const left = words
    .filter((word) => !taken.includes(word))
    .map((word) => (word.joined ? word.raw : `, ${word.raw}`));
  return {
    noun: headOfQuestion(left.join(' ')),
    category: categoryIn(categories.map(({ filter }) => filter)),
  };
}

const restOfQuery = ({ text, filters, preferences }: SearchQuery): Rest => ({
  noun: headOfQuestion(text),
  category: categoryIn([...filters, ...preferences]),
});

const categoryIn = (filters: readonly Filter[]): string | null =>
  filters.flatMap((one) =>
    one.kind === 'any-of' && one.key === 'category' && !one.negated ? one.values : [],
  )[0] ?? null;

function isLimit(vocabulary: Vocabulary, words: readonly Word[], rest: Rest, one: Said): boolean {
  const { filter, strength } = one;
  const { groups } = vocabulary;
  if (strength === 'demand' || isDemanded(words, one)) return true;
  if (filter.key === 'category') return isKindOfAll(vocabulary, words, rest, one);
  const enough = (group: Group) => stating(group, filter.key) >= LEAST_STATING[strength];
  const group = groupCalled(groups, rest.noun) ?? groups.byCategory.get(rest.category ?? '');
  if (group) return enough(group);
  // Nothing here is called so: what is asked for by name is missed, what is merely mentioned ranks.
  if (rest.noun !== null || strength === 'request') return strength === 'request';
  return groups.all === null || enough(groups.all);
}

/** Whether the words beside it insist: "only blue", "must be waterproof", "blue only". */
function isDemanded(words: readonly Word[], { words: own }: Said): boolean {
  const first = words.findIndex((word) => own.includes(word));
  if (first < 0) return false;
  const last = words.findLastIndex((word) => own.includes(word));
  if (words[last + 1]?.lower === 'only') return true;
  let at = first - 1;
  while (at >= 0 && words[at + 1]?.joined && BEFORE_DEMANDED.has(words[at]?.lower ?? '')) at -= 1;
  return at >= 0 && words[at + 1]?.joined === true && DEMANDING.has(words[at]?.lower ?? '');
}

/**
 * Whether the products that the words call stand in the category: those that lie elsewhere must not vanish. Not where the
 * words only say which kind of another thing is meant, as the chair of "chair cushions". Where nothing is called so,
 * whether the category's noun is what the question is about.
 */
function isKindOfAll(vocabulary: Vocabulary, words: readonly Word[], rest: Rest, one: Said): boolean {
  const isNoun = rest.noun === nounOf(vocabulary, one.filter);
  const next = words[words.findLastIndex((word) => one.words.includes(word)) + 1];
  if (!isNoun && next?.joined && termOf(next.lower) === rest.noun) return false;
  const share = shareWithin(vocabulary, one);
  return share === null ? isNoun : share >= LEAST_WITHIN;
}

/** The least share, over the categories named, of the products so called that stand in one of them; null: none is. */
function shareWithin({ groups, categories }: Vocabulary, { filter, words }: Said): number | null {
  if (filter.kind !== 'any-of' || !groups.all) return 1;
  const shares = filter.values.map((slug) => {
    const name = categories.find((one) => one.slug === slug);
    const said = name?.forms.filter((form) => words.some((word) => word.form === form)) ?? [];
    const group = said.length > 1 ? groups.byCategory.get(slug) : groups.byTerm.get(termOf(name?.head ?? ''));
    return group ? calledWithin(group, filter.values) : null;
  });
  return shares.reduce(
    (least, share) => (least === null || share === null ? null : Math.min(least, share)),
    1,
  );
}

const nounOf = ({ categories }: Vocabulary, filter: Filter): string | null => {
  const slug = filter.kind === 'any-of' ? filter.values[0] : undefined;
  const name = categories.find((one) => one.slug === slug);
  return name ? termOf(name.head) : null;
};

/** The products that a noun calls, by the commonest of its names: most laptops are called notebooks. */
function groupCalled({ byTerm }: Groups, noun: string | null): Group | undefined {
  if (noun === null) return undefined;
  return [noun, ...exactSynonymsOf(noun)]
    .flatMap((name) => byTerm.get(name) ?? [])
    .toSorted((a, b) => b.products - a.products)[0];
}

/**
 * Whether the words are the name of a thing that is sold here, though a fact of other things is called so: an ethernet
 * cable among telephones that come with one.
 */
function isThing({ groups }: Vocabulary, { filter, strength, words }: Said): boolean {
  if (strength !== 'mention') return false;
  const group = filter.kind === 'flag' ? groups.byTerm.get(termOf(words.at(-1)?.lower ?? '')) : undefined;
  return group !== undefined && stating(group, filter.key) < LEAST_STATING.mention;
}
