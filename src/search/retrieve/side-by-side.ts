import type { Database } from '#src/database/database.ts';
import { BLOCK_BITS, type PostingList } from '../engine/data-structures/posting-list.ts';
import { rankingFeaturesOf } from './feature-cache.ts';
import type { WordIndex } from './index-cache.ts';
import { postingLists } from './posting-cache.ts';

const SAMPLE = 24; // titles that are looked at

/** How many products have those two terms side by side in their titles, from a sample of those that hold both. */
export async function sideBySide(
  db: Database,
  index: WordIndex,
  left: number,
  right: number,
): Promise<number> {
  const lists = await postingLists(db, index, [left, right]);
  const both = holdBoth(lists.get(left), lists.get(right));
  const stride = Math.max(1, both.length / SAMPLE);
  const sample = Array.from(
    { length: Math.min(SAMPLE, both.length) },
    (_, at) => both[Math.floor(at * stride)] ?? 0,
  );
  const { entries } = await rankingFeaturesOf(db, index, sample, []);
  const there = [...entries.values()].filter((one) => one.title.includes(` ${left} ${right} `)).length;
  return (there * both.length) / Math.max(1, sample.length);
}

/** Whether a product holds that term and any of the others. */
export async function isHeldWith(
  db: Database,
  index: WordIndex,
  term: number,
  others: readonly number[],
): Promise<boolean> {
  const lists = await postingLists(db, index, [term, ...others]);
  return others.some((other) => holdBoth(lists.get(term), lists.get(other)).length > 0);
}

/** Whether any of those products holds any of the terms. */
export async function isAnyHeld(
  db: Database,
  index: WordIndex,
  terms: readonly number[],
  products: ReadonlySet<number>,
): Promise<boolean> {
  const lists = await postingLists(db, index, terms);
  return [...lists.values()].some(({ blocks }) =>
    blocks.some(({ number, posts }) =>
      posts.some((post) => products.has(number * 2 ** BLOCK_BITS + (post >>> BLOCK_BITS))),
    ),
  );
}

/** The documents of two lists, ascending. */
function holdBoth(a: PostingList | undefined, b: PostingList | undefined): readonly number[] {
  const found: number[] = [];
  const others = new Map(b?.blocks.map((block) => [block.number, block.posts]));
  for (const { number, posts } of a?.blocks ?? []) {
    const other = others.get(number) ?? new Uint32Array();
    for (let at = 0, to = 0; at < posts.length && to < other.length;) {
      const one = (posts[at] ?? 0) >>> BLOCK_BITS;
      const two = (other[to] ?? 0) >>> BLOCK_BITS;
      if (one === two) found.push(number * 2 ** BLOCK_BITS + one);
      if (one <= two) at += 1;
      if (two <= one) to += 1;
    }
  }
  return found;
}
