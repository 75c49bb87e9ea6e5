import type { Entry } from '../index/ranking-features.ts';
import { cosineWith } from '../engine/data-structures/float16.ts';
import { features, headShares } from '../weights.ts';
import type { QueryTerm } from '../retrieve/query-terms.ts';

/** A question as the features of a product are worked out for it. */
export interface Question {
  readonly groups: readonly QueryTerm[];
  /** The group of the question's noun. */
  readonly head: QueryTerm | null;
  /** The groups of what the wanted thing is used on. */
  readonly served: readonly QueryTerm[];
  /** The question names a child. */
  readonly forChildren: boolean;
  /** The question's vector: a hosted model's, or the terms whose vectors in the catalogue's own space add up to it. */
  readonly vector: { readonly hosted: Float32Array } | { readonly terms: readonly number[] } | null;
}

/**
 * Works out what a product's features add to its share of the best word match, for one question. `vector`: the
 * question's, null where it has none.
 */
export function featuresFor(
  { groups: terms, head, served, forChildren, vector: from }: Question,
  vector: Float32Array | null,
): (entry: Entry) => number {
  const within = (term: QueryTerm) => term.alternatives.map((one) => ` ${one.term} `);
  const words = terms.length > 1 ? terms.map(within) : [];
  const nouns = head ? within(head) : null;
  const others = served.flatMap(within);
  const whole = ` ${terms.map(({ alternatives }) => alternatives[0]?.term).join(' ')} `;
  const firsts = terms.map((term) => term.alternatives[0]?.term);
  const pairs = firsts.slice(1).map((term, at) => ` ${firsts[at]} ${term} `);
  const ofVector = from && 'hosted' in from ? features.hostedVector : features.vector;
  const cosine = vector && cosineWith(vector);
  return (entry) => {
    let sum = 0;
    if (!forChildren && entry.forChildren) sum += features.forChildren;
    if (others.some((one) => entry.first.includes(one))) sum += features.served;
    if (entry.title === whole) sum += features.named;
    if (nouns) sum += features.head * headShare(entry, nouns);
    if (pairs.length) {
      const there = pairs.filter((pair) => entry.title.includes(pair)).length;
      sum += (features.phrase * there) / pairs.length + features.together * togetherness(entry.title, words);
    }
    if (cosine && entry.vector) sum += ofVector * cosine(entry.vector);
    return sum;
  };
}

/** How many of the words a title holds, and how near to each other: 1 where all stand side by side. */
function togetherness(title: string, words: readonly (readonly string[])[]): number {
  let [held, from, to] = [0, Infinity, -1];
  for (const names of words) {
    let first = Infinity;
    for (const name of names) {
      const at = title.indexOf(name);
      if (at >= 0 && at < first) first = at;
    }
    if (first === Infinity) continue;
    held += 1;
    from = Math.min(from, first);
    to = Math.max(to, first);
  }
  if (held < 2) return 0;
  let span = 1;
  for (let at = title.indexOf(' ', from + 1); at >= 0 && at <= to; at = title.indexOf(' ', at + 1)) span += 1;
  return (held / words.length) * Math.min(1, held / span);
}

/** Whether the title is about the question's noun, or only holds it, or only goes with it. */
function headShare(entry: Entry, nouns: readonly string[]): number {
  const stands = (text: string) => nouns.some((noun) => text.includes(noun));
  if (stands(entry.first)) return headShares.first;
  if (stands(entry.later)) return headShares.later;
  if (stands(entry.about)) return headShares.modifier;
  if (stands(entry.goesWith)) return headShares.goesWith;
  return headShares.absent;
}
