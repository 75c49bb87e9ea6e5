import { productBySlug, productsBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { kindOfProduct } from '#src/conversations/kind-of-product.ts';
import { withoutUnrelated } from '#src/conversations/unsold.ts';
import { pared } from '#src/conversations/pared.ts';
import { nearestOfKind } from '#src/conversations/nearest-of-kind.ts';
import { relativeFilters } from '#src/conversations/relative-filter.ts';
import { categoryOf, reviseQuery, withoutFilters, type Revision } from '#src/conversations/revise-query.ts';
import { temperatureFilters } from '#src/conversations/temperature-filters.ts';
import {
  withoutLastChange,
  withRejected,
  withShown,
  withTrail,
} from '#src/conversations/conversation-state.ts';
import type { SearchResult, Unmatched } from '#src/search/result.ts';
import { emptyQuery, type Filter, type SearchQuery, type Sort } from '#src/query/search-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { isForChildren } from '#src/catalog/for-children.ts';
import { withoutAge } from '#src/language/age-group.ts';
import { english, says } from '../understand/language.ts';
import { isForChild, filtersForRecipient, personal } from '../understand/recipient.ts';
import { asDenials } from '../understand/intolerances.ts';
import { givenUpIn } from '../understand/given-up.ts';
import { asksIfThere } from '../understand/sold.ts';
import { ownedIn } from '../understand/owned.ts';
import { withoutNames } from '../understand/understand-turn.ts';
import {
  beyondLikeness,
  mayName,
  namesAny,
  wishClauses,
  withoutTalk,
  withoutWords,
  wordsOf,
} from '../understand/wish-words.ts';
import { occasionIn, withoutFillers, withoutGiftWords } from '../understand/filler-words.ts';
import type { Turn } from '../state.ts';
import { amongShown } from './among-shown.ts';
import { toldByTitle } from './told-by-title.ts';

/** A search as a model asks for it. */
export interface AskedSearch {
  readonly query: string;
  readonly change: 'refine' | 'replace' | 'start-over';
  readonly forget?: readonly string[] | undefined;
  readonly than?:
    { readonly slug: string; readonly key: string; readonly direction: 'less' | 'more' } | undefined;
  /** A product whose kind is looked among, without itself. */
  readonly like?: string | undefined;
  readonly sort?: Sort | undefined;
  readonly page: number;
  /** Slugs of products the shopper does not want; they are put aside. */
  readonly reject?: readonly string[] | undefined;
  /** Goes back to the query before the last change. */
  readonly undo?: boolean | undefined;
  /** Takes the filters out of the words and ranks by none of them: "the cheaper one but in blue". */
  readonly filtersOnly?: boolean | undefined;
  /** The place of this query in a message that has several, from 1. */
  readonly group?: number | undefined;
}

const SHORT = 8; // words of a question of which each is worth an answer
/** Products of a page, and of each of several queries in one message. */
export const PER_PAGE = 6;
export const PER_GROUP = 3;
const BLOCK = 2; // pages that are looked at together, so that children's things can stand behind the others

/** Revises the query by the words, searches, and remembers what was found. */
export async function findProducts(turn: Turn, asked: AskedSearch): Promise<SearchResult> {
  const began = turn.state;
  if (asked.undo) turn.state = withoutLastChange(turn.state);
  if (asked.reject?.length) await putAside(turn, asked.reject);
  const model = asked.than?.slug ?? asked.like;
  const than = model ? await productBySlug(turn.db, model) : null;
  const relative = than && asked.than ? relativeFilters(than, asked.than.key, asked.than.direction) : [];
  const whole = asked.undo ? turn.state.query : queryAfter(turn, asked, than, relative);
  const perPage = asked.group ? PER_GROUP : PER_PAGE;
  const among = model || asked.group ? null : await amongShown(turn, whole);
  const strict = among ?? (await searchWithout(turn, whole, asked.page, perPage, model));
  const told = strict.total ? null : toldByTitle(whole, strict.nearMisses);
  const query = told ?? whole;
  const listed = told ? await searchWithout(turn, told, asked.page, perPage, model) : strict;
  const related = withoutUnrelated(listed, { asksIfSold: asksIfThere(asked.query) });
  const result = { ...related, hits: paredHits(turn, asked, related) };
  turn.offered = result.offered.map(({ label }) => label);
  const nearest = related === listed ? await nearestOfKind(turn.db, result, turn.currency, turn.locale) : [];
  const aside = new Set(turn.state.rejected.map(({ slug }) => slug));
  const near = nearest
    .filter(({ product: { slug } }) => slug !== model && !aside.has(slug))
    .slice(0, perPage);
  const found = [...result.hits, ...near].slice(0, perPage);
  found.forEach((hit) => turn.allowedIds.add(hit.product.slug).add(hit.variant.sku));
  const shown = found.map(({ product: { slug, title }, variant: { sku } }) => ({ slug, sku, title }));
  const before = turn.state;
  // What misspelt words asked once they were spelt right stays asked.
  const read = result.correctedText ? result.query : query;
  // Words that nothing is found by are asked once.
  const unknown = result.unmatched.flatMap((one) => (one.kind === 'words' ? one.words : []));
  // What found nothing at all stands in no later question.
  const foundAny = found.length > 0;
  const understood = { ...read, text: foundAny ? withoutWords(read.text, unknown) : '' };
  // A request relative to a product that nothing meets does not outlive the turn.
  const kept = asked.than && result.total === 0 ? before.query : understood;
  // Another thing is looked for: what follows is no longer about the kit.
  const kit = asked.change === 'replace' || asked.change === 'start-over' ? null : before.kit;
  const changed = { ...before, query: kept, kit };
  turn.state = {
    ...withShown(
      asked.undo || (asked.group ?? 1) > 1 ? changed : withTrail(changed, began),
      (asked.group ?? 1) > 1 ? [...turn.state.shown, ...shown] : shown,
    ),
    occasion: occasionIn(asked.query) ?? before.occasion,
    page: shown.length ? asked.page : turn.state.page,
  };
  const isLong = wordsOf(asked.query).length > SHORT;
  return {
    ...result,
    nearMisses: near,
    unmatched: result.unmatched.flatMap((one) => (one.kind === 'words' ? worthTelling(one, isLong) : [one])),
    correctedText: isLong ? null : result.correctedText,
  };
}

/** Cards are an answer: what is not what the first of them is, by all that was said, is no card. */
function paredHits(turn: Turn, asked: AskedSearch, { hits, query }: SearchResult): SearchResult['hits'] {
  const refuses = says(asked.query, [...english.none, ...english.refusing, ...english.disliking]);
  if (query.sort !== 'best' || query.isGift || asked.page > 1 || refuses) return hits;
  const said = givenUpIn(asked.query, turn.queryBefore, turn.vocabulary).rest;
  const words = `${query.text} ${withoutTalk(wishClauses(asDenials(said)))}`;
  const { keys } = turn.vocabulary;
  return pared(hits, { preferences: query.preferences, text: words, keys, locale: turn.locale });
}

/**
 * The query within the kind of the product that others are compared to, else of what is spoken of where the words go on
 * with that or name no thing: "below 130 please", "what else is there for mud". A kind that was named stays.
 */
function withinKind(turn: Turn, than: Product | null, said: SearchQuery, query: SearchQuery): SearchQuery {
  const { text, understanding, state, vocabulary } = turn;
  if (categoryOf(query) !== null || namesAny(said.thing ?? '')) return query;
  const goesOn =
    says(text, english['going on in kind']) || english.relative.some(({ words }) => says(text, words));
  const isSilent = categoryOf(said) === null && !namesAny(said.text);
  const isSpokenOf = query.text === '' || state.focus?.slug === understanding.inView?.slug;
  if (!than && !goesOn && !(isSilent && isSpokenOf)) return query;
  const product = than ?? understanding.inView;
  const kind = product && kindOfProduct(product, vocabulary);
  if (!kind) return query;
  if ('category' in kind) return { ...query, filters: [...query.filters, kindFilter(kind.category, false)] };
  return { ...query, text: `${query.text} ${kind.noun}`.trim() };
}

const isWithin = ({ categorySlugs }: Product, category: string | null): boolean =>
  category === null || categorySlugs.includes(category);

/** Kinds that are there already are left out; not those that hold what is wanted ("I have a dog" of dog food). */
function notOwned(
  turn: Turn,
  owned: readonly string[],
  said: SearchQuery,
  before: SearchQuery,
): readonly Filter[] {
  const wanted = categoryOf(said) ?? categoryOf(before);
  return owned.flatMap((clause) => {
    const kind = categoryOf(parseQuestion(turn.vocabulary, clause));
    return kind && kind !== wanted && !wanted?.startsWith(`${kind}/`) ? [kindFilter(kind, true)] : [];
  });
}

const kindFilter = (slug: string, negated: boolean): Filter => ({
  kind: 'any-of',
  key: 'category',
  label: 'Category',
  values: [slug],
  negated,
});

/** Of a short question the words that no product mentions and that may name a thing; of a long one the numbers. */
function worthTelling(one: Extract<Unmatched, { kind: 'words' }>, isLong: boolean): readonly Unmatched[] {
  const words = one.words.filter((word) => mayName(word) && (!isLong || /^\p{N}/u.test(word)));
  return words.length ? [{ ...one, words }] : [];
}

/** What the words ask, over what was asked before. */
function queryAfter(
  turn: Turn,
  asked: AskedSearch,
  than: Product | null,
  more: readonly Filter[],
): SearchQuery {
  const revision: Revision = asked.forget?.length
    ? { kind: 'forget', keys: asked.forget }
    : { kind: asked.change };
  const asking = asDenials(than ? beyondLikeness(withoutNames(asked.query, [than])) : asked.query);
  const heat = temperatureFilters(withoutGifts(withoutFillers(asking), turn), turn.vocabulary.keys);
  const base = asked.group ? turn.queryBefore : turn.state.query;
  const isOfAnother = than !== null && !isWithin(than, categoryOf(base));
  const stood = asked.change === 'start-over' || isOfAnother ? emptyQuery : base;
  const { rest, owned } = ownedIn(withoutAge(heat.rest));
  const { rest: words, before } = givenUpIn(rest, stood, turn.vocabulary);
  const whole = parseQuestion(turn.vocabulary, words, before);
  const wished = wishClauses(words);
  const ranks = wished === words ? whole : parseQuestion(turn.vocabulary, wished, before);
  const ranked = withoutTalk(ranks.text);
  const understood = { ...whole, text: namesAny(ranked) ? ranked : withoutTalk(whole.text) };
  const whom = filtersForRecipient(understood, heat.rest, turn.vocabulary);
  // "anything for kids": who it is for is all there is to look by.
  const bare = !understood.text && !understood.filters.length && !whom.length;
  const own = [...understood.filters, ...heat.filters, ...whom, ...notOwned(turn, owned, understood, before)];
  const parsed: SearchQuery = {
    ...understood,
    ...(asked.filtersOnly ? { sort: emptyQuery.sort } : {}),
    text: asked.filtersOnly
      ? ''
      : bare && asked.change === 'replace'
        ? (understood.recipient ?? '')
        : understood.text,
    filters: [...own, ...sharedFilters(turn, asked.group, own), ...more],
  };
  const revised = reviseQuery(forSamePerson(before, parsed), parsed, revision);
  const within = asked.query ? withinKind(turn, than, understood, revised) : revised;
  return asked.sort ? { ...within, sort: asked.sort } : within;
}

/** What the message says once for several of its queries, where the words of this one do not say another. */
function sharedFilters(
  { understanding }: Turn,
  group: number | undefined,
  own: readonly Filter[],
): readonly Filter[] {
  const searches = understanding.subRequests.filter(({ kind }) => kind === 'search');
  const shared = group ? (searches[group - 1]?.shared ?? []) : [];
  return shared.filter(({ key }) => !own.some((filter) => filter.key === key));
}

/** "Not for me, for my dad": the sizes of one person do not hold for another. */
const forSamePerson = (before: SearchQuery, parsed: SearchQuery): SearchQuery =>
  parsed.recipient && parsed.recipient !== before.recipient
    ? withoutFilters(
        before,
        before.filters.map((filter) => filter.key).filter((key) => personal(key)),
      )
    : before;

/** Where the catalogue states occasions, "wedding" is a request like any other; elsewhere a gift's words name no thing. */
const withoutGifts = (text: string, { vocabulary }: Turn): string =>
  vocabulary.keys.has('occasion') ? text : withoutGiftWords(text);

async function putAside(turn: Turn, slugs: readonly string[]): Promise<void> {
  const products = await productsBySlug(turn.db, slugs);
  const shown = products.map(({ slug, title, variants }) => ({ slug, title, sku: variants[0].sku }));
  turn.state = withRejected(turn.state, shown, turn.text.slice(0, 80));
}

/** The page without what was put aside: that many more are looked at. */
async function searchWithout(
  turn: Turn,
  query: SearchQuery,
  page: number,
  perPage: number,
  model?: string,
): Promise<SearchResult> {
  const aside = new Set([...turn.state.rejected.map(({ slug }) => slug), ...(model ? [model] : [])]);
  if (aside.size === 0) return searchGrownFirst(turn, query, page, perPage);
  const whole = await searchGrownFirst(turn, query, 1, page * perPage + aside.size);
  const hits = whole.hits.filter(({ product }) => !aside.has(product.slug));
  const total = whole.total - (whole.hits.length - hits.length);
  const from = (page - 1) * perPage;
  return { ...whole, page, total, pages: Math.ceil(total / perPage), hits: hits.slice(from, from + perPage) };
}

/** A page of results; where nobody speaks of a child, children's things stand behind the others near them. */
async function searchGrownFirst(
  turn: Turn,
  query: SearchQuery,
  page: number,
  perPage: number,
): Promise<SearchResult> {
  const { currency, locale } = turn;
  if (isForChild(query) || !turn.vocabulary.keys.has('age_group') || query.sort !== 'best')
    return search(turn.db, query, { page, perPage, currency, locale, ofKind: true });
  const block = await search(turn.db, query, {
    page: Math.ceil(page / BLOCK),
    perPage: perPage * BLOCK,
    currency,
    locale,
    ofKind: true,
  });
  const ordered = block.hits.toSorted(
    (a, b) => Number(isForChildren(a.product)) - Number(isForChildren(b.product)),
  );
  const from = ((page - 1) % BLOCK) * perPage;
  return {
    ...block,
    page,
    pages: Math.ceil(block.total / perPage),
    hits: ordered.slice(from, from + perPage),
  };
}
