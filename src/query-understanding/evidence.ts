import { mergeFilters } from '#src/query/filters.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { BEFORE_DEMANDED, DEMANDING } from '#src/language/english/demand-words.ts';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { exactSynonymsOf } from '#src/language/synonyms.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { stating, within, type Group, type Groups } from './groups.ts';
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
/** The share of the products called by a category's noun that must stand in it. */
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
  for (const one of said) {
    if (!limits.includes(one)) for (const word of one.words) word.used = false;
  }
  // An amount whose attribute nothing of the kind states was guessed wrongly.
  const preferences = facts.filter((one) => !limits.includes(one) && one.filter.kind !== 'range');
  return { limits: filtersOf(limits), preferences: filtersOf(preferences) };
}

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
  if (filter.key === 'category') return isKindOfAll(vocabulary, filter);
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

/** Whether the products that a category's noun calls stand in it: those that lie elsewhere must not vanish. */
function isKindOfAll({ groups, categories }: Vocabulary, filter: Filter): boolean {
  if (filter.kind !== 'any-of') return true;
  return filter.values.every((slug) => {
    const head = categories.find((one) => one.slug === slug)?.head;
    const group = head === undefined ? undefined : groups.byTerm.get(termOf(head));
    return !group || within(group, filter.values) >= LEAST_WITHIN;
  });
}

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
