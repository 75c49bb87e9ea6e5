import { openTopK } from '../data-structures/top-k.ts';
import type { Scored, TermGroup, TextQuery } from '../engine.ts';
import {
  BLOCK_BITS,
  BLOCK_SIZE,
  highestOf,
  STEP,
  type PostingList,
} from '../data-structures/posting-list.ts';
import type { ScoreSheet } from './score-sheet.ts';

const WEIGHT_BITS = BLOCK_SIZE - 1;

/**
 * The best documents by BM25F with coverage, every list read whole. A group counts by the best of its alternatives that
 * a document holds. Block by block: what is added up stays within the processor's cache, where a sheet for a whole large
 * store would not. `sheet`: room to add up in.
 */
export function scoreBm25f(
  { groups: terms, matching, most, coverage }: TextQuery,
  lists: ReadonlyMap<number, PostingList>,
  sheet: ScoreSheet,
): readonly Scored[] {
  const { words, covered, touched } = sheet;
  const total = terms.reduce((sum, term) => sum + term.idf, 0);
  const highest = Math.max(-1, ...[...lists.values()].map(highestOf));
  if (highest < 0 || total <= 0) return [];
  // Asked before anything is added up: a narrow filter leaves little to do.
  const marks = matching?.marks(highest) ?? null;
  const few = openTopK(most);
  const ofTotal = 1 / total;
  let least = few.least();
  for (const [number, parts] of partsOf(terms, lists)) {
    const first = number * BLOCK_SIZE;
    const count = addUp(sheet, parts, marks?.subarray(first, first + BLOCK_SIZE) ?? null);
    for (let at = 0; at < count; at += 1) {
      const low = touched[at] ?? 0;
      const share = (covered[low] ?? 0) * ofTotal;
      const power = coverage === 1 ? share : share ** coverage;
      const score = Math.fround((words[low] ?? 0) * power);
      words[low] = 0;
      covered[low] = 0;
      if (score < least || !few.isWelcome(first + low, score)) continue;
      few.take(first + low, score);
      least = few.least();
    }
  }
  return few.inOrder().map(([document, score]) => ({ document, score }));
}

/** What a group finds in one block. */
interface Part {
  readonly idf: number;
  readonly lists: readonly { readonly posts: Uint32Array; readonly ofStep: number }[];
}

/** What each group finds, block by block in order. */
function partsOf(
  terms: readonly TermGroup[],
  lists: ReadonlyMap<number, PostingList>,
): readonly (readonly [number: number, parts: readonly Part[]])[] {
  const blocks = new Map<number, Part[]>();
  for (const group of terms) {
    const found = new Map<number, { posts: Uint32Array; ofStep: number }[]>();
    for (const { term, weight } of group.alternatives) {
      for (const { number, posts } of lists.get(term)?.blocks ?? []) {
        const here = found.get(number) ?? [];
        found.set(number, here);
        here.push({ posts, ofStep: weight * STEP });
      }
    }
    for (const [number, here] of found) {
      const parts = blocks.get(number) ?? [];
      blocks.set(number, parts);
      parts.push({ idf: group.idf, lists: here });
    }
  }
  return [...blocks].sort(([a], [b]) => a - b);
}

/** Adds a block's words up and tells how many documents are touched. */
function addUp(
  { words, covered, best, touched }: ScoreSheet,
  parts: readonly Part[],
  marks: Uint8Array | null,
): number {
  let count = 0;
  for (const { idf, lists } of parts) {
    const [only] = lists;
    if (only && lists.length === 1) {
      for (let at = 0; at < only.posts.length; at += 1) {
        const post = only.posts[at] ?? 0;
        const low = post >>> BLOCK_BITS;
        if (marks !== null && marks[low] !== 1) continue;
        const before = covered[low] ?? 0;
        if (before === 0) touched[count++] = low;
        covered[low] = before + idf;
        words[low] = (words[low] ?? 0) + (post & WEIGHT_BITS) * only.ofStep;
      }
      continue;
    }
    const from = count;
    for (const { posts, ofStep } of lists) {
      for (let at = 0; at < posts.length; at += 1) {
        const post = posts[at] ?? 0;
        const low = post >>> BLOCK_BITS;
        if (marks !== null && marks[low] !== 1) continue;
        const score = (post & WEIGHT_BITS) * ofStep;
        if (best[low] === 0) touched[count++] = low;
        if (score > (best[low] ?? 0)) best[low] = score;
      }
    }
    let kept = from;
    for (let at = from; at < count; at += 1) {
      const low = touched[at] ?? 0;
      if (covered[low] === 0) touched[kept++] = low;
      words[low] = (words[low] ?? 0) + (best[low] ?? 0);
      covered[low] = (covered[low] ?? 0) + idf;
      best[low] = 0;
    }
    count = kept;
  }
  return count;
}
