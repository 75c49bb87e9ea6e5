import { messagesOf } from '#src/messages/messages.ts';
import { attributeOf, attributeText, priceRange, type Product, type Variant } from '#src/catalog/product.ts';
import { formatMoney } from '#src/money/money.ts';
import { numberText } from '#src/numbers/number-text.ts';
import { filterText, type ActiveFilter, type OfferedFilter } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Violation } from '#src/query/violations.ts';

/** Why a product matched: the field and the passage of it that holds the words; null for a plain listing. */
export interface MatchReason {
  readonly field: 'title' | 'class' | 'brand' | 'attributes' | 'description' | 'editorial';
  readonly passage: string;
}

export interface SearchHit {
  readonly product: Product;
  /** A variant that satisfies every filter, in stock unless the query says otherwise. */
  readonly variant: Variant;
  readonly score: number;
  readonly reason: MatchReason | null;
}

export interface NearMiss extends SearchHit {
  readonly violations: readonly Violation[];
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
  /** Query string (without `?`) of the same page with this value switched. */
  readonly href: string;
}

export interface Facet {
  readonly key: string;
  readonly label: string;
  readonly kind: 'values' | 'range' | 'flag';
  readonly unit: string | null;
  readonly values: readonly FacetValue[];
  /** For ranges: the least and most of the results without this filter (price in minor units), and what is set. */
  readonly range: {
    readonly least: number;
    readonly most: number;
    readonly min: number | null;
    readonly max: number | null;
  } | null;
}

/** A part of a question that no product of the whole shop can answer, whatever else is asked. */
export type Unmatched =
  | { readonly kind: 'contradiction'; readonly filter: Filter }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** A noun that is in no product's name and no kind's. */
  | { readonly kind: 'thing'; readonly name: string }
  /** A noun that stands in names only before what the products are. */
  | { readonly kind: 'part'; readonly name: string }
  /** A noun whose products none holds the word that tells which kind of it is asked for. */
  | { readonly kind: 'kind'; readonly name: string; readonly word: string }
  /** A word that hardly any product holds of those called so, or in that category: `count` of `of`. */
  | {
      readonly kind: 'few';
      readonly name: string;
      readonly isCategory: boolean;
      readonly word: string;
      readonly count: number;
      readonly of: number;
    }
  /** Words that stand where a maker or a kind would. */
  | { readonly kind: 'name'; readonly name: string }
  /** Words of the question that no product's text holds. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A bound on nothing that is known: "under 100 washes"; or a denial beyond as many as are read: "not plum". */
  | { readonly kind: 'bound'; readonly bound: string };

/** A limit without which that many products fit. */
export interface GivesWay {
  readonly filter: Filter;
  readonly total: number;
}

/** Pages of a list hold this many products: fills rows of two, three and four. */
export const LISTED_ON_A_PAGE = 24;

export interface SearchResult {
  readonly query: SearchQuery;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly hits: readonly SearchHit[];
  /** Filled only where no hit satisfies every filter: the closest products, least violated first. */
  readonly nearMisses: readonly NearMiss[];
  /** Filled only where limits leave nothing: those of which one alone would have to go. */
  readonly givesWay: readonly GivesWay[];
  /** Where few products of the kind that was named fit: matches of other kinds that satisfy every other filter. */
  readonly otherCategories: readonly NearMiss[];
  readonly facets: readonly Facet[];
  readonly activeFilters: readonly ActiveFilter[];
  /** What was named and not demanded, where some of what was found states it: limits to set. */
  readonly offered: readonly OfferedFilter[];
  /**
   * What of the question no product here can answer, whatever else is asked: names always, filters where
   * nothing is left.
   */
  readonly unmatched: readonly Unmatched[];
  /** The words as they were understood, where spelling was corrected. */
  readonly correctedText: string | null;
}

export interface Suggestion {
  readonly kind: 'product' | 'category' | 'value' | 'question';
  readonly label: string;
  readonly href: string;
}

/**
 * Why a hit stands in its place, in plain lines: each filter with what the product has, where the words were found, and
 * what orders it; `place` counts from 1. A near hit's violated filters are left out: its card says them.
 */
export function explainHit(
  hit: SearchHit,
  query: SearchQuery,
  place: number,
  locale: string,
): readonly string[] {
  const broken = 'violations' in hit ? (hit.violations as readonly { readonly filter: Filter }[]) : [];
  const met = query.filters
    .filter((filter) => !broken.some((one) => one.filter.key === filter.key))
    .map((filter) => `${filterText(filter, locale)}: ${hasText(filter, hit.product, hit.variant, locale)}`);
  const say = messagesOf(locale).found;
  const words = query.text ? say.quoted(query.text) : '';
  return [
    ...met,
    ...(hit.reason && words
      ? [say.wordsStand(words, say.fields[hit.reason.field], hit.reason.passage.trim())]
      : []),
    words && query.sort === 'best'
      ? say.placeByScore(place, words, hit.score.toFixed(2))
      : say.placeByOrder(place, query.filters.length > 0, say.orders[query.sort]),
  ];
}

/** What the product has where the filter looks. */
function hasText(filter: Filter, product: Product, variant: Variant, locale: string): string {
  const { has } = messagesOf(locale).found;
  if (filter.key === 'price') return has.costs(formatMoney(variant.price, locale));
  if (filter.key === 'category') return has.standsUnder(product.categoryPath.join(', '));
  if (filter.key === 'brand') return product.brand ? has.isBy(product.brand) : has.noBrand;
  const option = Object.entries(variant.options).find(
    ([name]) => name.toLowerCase() === filter.label.toLowerCase(),
  );
  if (option) return has.inStockAs(option[1]);
  const attribute = attributeOf(product, filter.key, variant);
  return attribute ? has.statedAs(attributeText(attribute, locale)) : has.nothingElse;
}

/** It in a sentence: `Over $50 and under $20 cannot both be true.` */
function unmatchedText(absent: Unmatched, locale: string): string {
  const say = messagesOf(locale).found.unmatched;
  if (absent.kind === 'thing') return say.thing(absent.name);
  if (absent.kind === 'part') return say.part(absent.name);
  if (absent.kind === 'kind') return say.kind(absent.name, absent.word);
  if (absent.kind === 'few') return fewText(absent, locale);
  if (absent.kind === 'name') return say.words(messagesOf(locale).found.quoted(absent.name));
  if (absent.kind === 'words') return say.words(eitherOf(absent.words.slice(0, MOST_TOLD), locale));
  if (absent.kind === 'bound') return say.bound(absent.bound);
  const { kind, filter } = absent;
  const said = filterText(filter, locale);
  if (kind === 'contradiction') return say.contradiction(said);
  return filter.key === 'brand' ? say.brand(said) : say.filter(said);
}

function fewText(
  { name, isCategory, word, count, of }: Extract<Unmatched, { kind: 'few' }>,
  locale: string,
): string {
  const say = messagesOf(locale).found.unmatched;
  if (count === 0) return (isCategory ? say.noneUnder : say.kind)(name, word);
  const few = { count, few: numberText(count, locale), of: numberText(of, locale), name, word };
  return (isCategory ? say.fewUnder : say.fewCalled)(few);
}

const MOST_TOLD = 3; // words that no product mentions, in one sentence

const eitherOf = (words: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(words.map(messagesOf(locale).found.quoted));

/** All of it, as what stands before an answer; empty where there is nothing to say. `shown`: products follow. */
export function unmatchedLead(all: readonly Unmatched[], shown: boolean, locale: string): string {
  if (!all.length) return '';
  return [
    ...all.map((one) => unmatchedText(one, locale)),
    ...(shown ? [messagesOf(locale).found.closest] : []),
  ].join(' ');
}

/** Whether it says why nothing is left; words that nobody mentions still leave the rest of the question. */
export const isReason = (all: readonly Unmatched[]): boolean =>
  all.some(({ kind }) => kind === 'contradiction' || kind === 'filter');

/**
 * What a page of results says above them: what no product here can answer, and where nothing fits, which is nearest and
 * at what price. Empty where there is nothing to say; `noun` is where was looked: `in the shop`.
 */
export function leadOf(answer: SearchResult, noun: string, locale: string): string {
  const unmatched = unmatchedLead(answer.unmatched, answer.total > 0, locale);
  const [nearest] = answer.nearMisses;
  if (answer.total > 0) return unmatched;
  const say = messagesOf(locale).found;
  if (!nearest) return unmatched || say.nothing;
  const price = formatMoney(nearest.variant.price ?? priceRange(nearest.product).from, locale);
  const name = say.named(nearest.product.title, price);
  if (!answer.query.filters.length) return [unmatched, say.nearestSoldOut(name)].filter(Boolean).join(' ');
  return [
    unmatched,
    isReason(answer.unmatched) ? '' : say.notAllAtOnce(noun),
    givesWayText(answer.givesWay, locale),
    say.nearestIs(name),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `Without “Under $20” 35 products fit, without “Red” 3.` */
function givesWayText([first, ...others]: readonly GivesWay[], locale: string): string {
  if (!first) return '';
  const say = messagesOf(locale).found;
  const said = ({ filter, total }: GivesWay) =>
    [say.quoted(filterText(filter, locale)), numberText(total, locale)] as const;
  const { without } = say;
  return `${[without.first(first.total, ...said(first)), ...others.map((one) => without.other(...said(one)))].join(', ')}.`;
}
