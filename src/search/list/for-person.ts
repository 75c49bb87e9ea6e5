import { groupOfRecipient, SAID_OF_PERSON } from '#src/language/english/people.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { withFilter } from '#src/query/filters.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { fieldQuery } from '../filter/field-query.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import type { Ranking } from '../rank/rank.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { bounds, features } from '../weights.ts';

type Group = keyof typeof SAID_OF_PERSON;

/** By names, kinds and tags: 1 for a product that is for such a person, -1 for one that is for others alone. */
export type Suits = ReadonlyMap<number, 1 | -1>;

const GROUPS = Object.keys(SAID_OF_PERSON) as readonly Group[];
const MOST = 5_000; // products that say a word of a person

const ADULT = /\b(?:adults?|grown-?ups?)\b/i;

/** What suits the recipient, or the grown where these are asked for; empty where nobody is named of whom names would tell. */
export async function suitsPerson(
  { db, index }: Snapshot,
  { recipient, text }: Pick<SearchQuery, 'recipient' | 'text'>,
): Promise<Suits> {
  const group = recipient === null ? (ADULT.test(text) ? 'adult' : null) : groupOfRecipient(recipient);
  if (group === null || index.generation === 0) return new Map();
  const terms = new Map(GROUPS.map((one) => [one, tokensOf(SAID_OF_PERSON[one]).map(({ term }) => term)]));
  const known = await lookUp(db, index, [...terms.values()].flat());
  const numbers = (one: Group) => (terms.get(one) ?? []).flatMap((term) => known.get(term)?.id ?? []);
  const lists = await postingLists(db, index, GROUPS.flatMap(numbers));
  const saying = (one: Group) => numbers(one).flatMap((id) => sayingProducts(lists.get(id), MOST));
  const suits = new Map<number, 1 | -1>();
  if (group === 'adult') return new Map(saying('child').map((product) => [product, -1]));
  for (const other of GROUPS)
    if (other !== group) for (const product of saying(other)) suits.set(product, -1);
  for (const product of saying(group)) suits.set(product, 1);
  return suits;
}

/** With those among them that state what the query prefers. */
export function withStating(
  { columns, keys }: Snapshot,
  query: SearchQuery,
  ids: readonly number[],
  suits: Suits,
): Suits {
  const stating = query.preferences.flatMap((one) =>
    columns.engine.among(fieldQuery(withFilter(query, one), keys), ids),
  );
  return new Map([...suits, ...stating.map((id) => [id, 1] as const)]);
}

/** A ranking with the best of it lifted or lowered by whom they suit. */
export function liftSuiting(ranked: Ranking['ranked'], suits: Suits): Ranking['ranked'] {
  if (!suits.size) return ranked;
  const lifted = ranked
    .slice(0, bounds.reranked)
    .map((one) => ({ ...one, score: one.score + features.preferred * (suits.get(one.productId) ?? 0) }));
  return [...lifted.toSorted((a, b) => b.score - a.score), ...ranked.slice(bounds.reranked)];
}

/** A list in its own order, what suits first and what is for others last. */
export const suitingFirst = (ids: readonly number[], suits: Suits): readonly number[] =>
  suits.size ? ids.toSorted((a, b) => (suits.get(b) ?? 0) - (suits.get(a) ?? 0)) : ids;
