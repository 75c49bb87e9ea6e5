import { isNegated, mergeFilters } from '#src/query/filters.ts';
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
/** The share of the products called by a category's or a brand's name that must belong to it. */
const LEAST_CALLED = { limit: 0.95, preference: 0.5 } as const;

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
  const verdicts = facts.map((one) => verdictOn(vocabulary, words, rest, one));
  const of = (wanted: Verdict) => facts.filter((_, at) => verdicts[at] === wanted);
  const limits = of('limit');
  // A maker's name is a word like any other: where it is all that was said, it orders what they make.
  const taken = new Set(limits.filter((one) => !isMakerAlone(words, one)).flatMap((one) => one.words));
  for (const word of said.flatMap((one) => one.words)) if (!taken.has(word)) word.used = false;
  return { limits: filtersOf(limits), preferences: filtersOf(of('preference')) };
}

const isMakerAlone = (words: readonly Word[], { filter, strength, words: own }: Said): boolean =>
  filter.key === 'brand' && strength === 'mention' && words.every((one) => own.includes(one));

type Verdict = 'limit' | 'preference' | 'words';

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

function verdictOn(vocabulary: Vocabulary, words: readonly Word[], rest: Rest, one: Said): Verdict {
  const { filter, strength } = one;
  const isSaid = strength === 'demand' || isDemanded(words, one);
  if (isSaid && !isCalledElsewhere(vocabulary, one)) return 'limit';
  if (filter.key === 'category') return verdictOnKind(vocabulary, words, rest, one);
  const isKnown = isStated(vocabulary, rest, one);
  // An amount whose attribute nothing of the kind states was guessed wrongly.
  if (filter.kind === 'range') return isKnown ? 'limit' : 'words';
  const verdict = filter.key === 'brand' ? verdictOnCalled(sharesOf(vocabulary, one)) : 'limit';
  return verdict === 'limit' && !isKnown ? 'preference' : verdict;
}

/** Whether enough of the products in question state the fact. */
function isStated({ groups }: Vocabulary, rest: Rest, { filter, strength }: Said): boolean {
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
 * A category: whether the products that the words call stand in it, since those that lie elsewhere must not vanish. Not
 * where the words only say which kind of another thing is meant, as the chair of "chair cushions". Where nothing is
 * called so, whether the category's noun is what the question is about.
 */
function verdictOnKind(vocabulary: Vocabulary, words: readonly Word[], rest: Rest, one: Said): Verdict {
  const isNoun = rest.noun === nounOf(vocabulary, one.filter);
  const next = words[words.findLastIndex((word) => one.words.includes(word)) + 1];
  const isOfNext = next?.joined === true && termOf(next.lower) === rest.noun;
  if (!isNoun && (isOfNext || !isNamedInFull(vocabulary, one))) return 'words';
  const shares = sharesOf(vocabulary, one);
  if (shares.includes(null)) return isNoun ? 'limit' : 'words';
  return verdictOnCalled(shares);
}

/** Whether no word of the names is missing. */
const isNamedInFull = ({ categories }: Vocabulary, { filter, words }: Said): boolean =>
  filter.kind === 'any-of' &&
  filter.values.every((slug) =>
    categories
      .find((one) => one.slug === slug)
      ?.forms.every((form) => words.some((word) => word.form === form)),
  );

function verdictOnCalled(shares: readonly (number | null)[]): Verdict {
  const least = Math.min(...shares.map((share) => share ?? 1));
  if (least >= LEAST_CALLED.limit) return 'limit';
  return least >= LEAST_CALLED.preference ? 'preference' : 'words';
}

/** Of the products called so, the share that belongs to what was named, for each of its values; null: none is. */
function sharesOf({ groups, categories }: Vocabulary, { filter, words }: Said): readonly (number | null)[] {
  if (filter.kind !== 'any-of' || !groups.all) return [];
  return filter.values.map((value) => {
    const within = (group: Group | undefined) =>
      group ? calledWithin(group, filter.key === 'brand' ? [value.toLowerCase()] : filter.values) : null;
    if (filter.key === 'brand') return within(groups.byBrand.get(value.toLowerCase()));
    const name = categories.find((one) => one.slug === value);
    const said = name?.forms.filter((form) => words.some((word) => word.form === form)) ?? [];
    return within(
      said.length > 1 ? groups.byCategory.get(value) : groups.byTerm.get(termOf(name?.head ?? '')),
    );
  });
}

/** Whether most of what a category's name calls stands outside it, so that even its whole name means the things. */
const isCalledElsewhere = (vocabulary: Vocabulary, one: Said): boolean =>
  one.filter.key === 'category' &&
  !isNegated(one.filter) &&
  sharesOf(vocabulary, one).some((share) => share !== null && share < LEAST_CALLED.preference);

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
