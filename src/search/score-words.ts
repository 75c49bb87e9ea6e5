import type { Allowed } from './allowed.ts';
import { openBestFew } from './best-few.ts';
import { BLOCK_BITS, BLOCK_SIZE, highestOf, STEP, type PostingList } from './posting-list.ts';
import { features } from './weights.ts';
import type { WordGroup } from './word-groups.ts';

export interface Scored {
  readonly product: number;
  readonly words: number;
}

const WEIGHT_BITS = BLOCK_SIZE - 1;

/**
 * The best products by BM25F with coverage, every list read whole. A group counts by the best of its alternatives that
 * a product holds. `allowed`: of those products alone.
 */
export function scoreWords(
  groups: readonly WordGroup[],
  lists: ReadonlyMap<number, PostingList>,
  allowed: Allowed | null,
  most: number,
): readonly Scored[] {
  const total = groups.reduce((sum, group) => sum + group.idf, 0);
  const highest = Math.max(-1, ...[...lists.values()].map(highestOf));
  if (highest < 0 || total <= 0) return [];
  // Asked before anything is added up: a narrow limit leaves little to do.
  const marks = allowed?.marks(highest) ?? null;
  const { words, covered, best, touched } = sheetFor(highest);
  let count = 0;
  for (const group of groups) {
    const from = count;
    for (const { term, weight } of group.alternatives) {
      const ofStep = weight * STEP;
      for (const { number, posts } of lists.get(term)?.blocks ?? []) {
        const first = number * BLOCK_SIZE;
        for (let at = 0; at < posts.length; at += 1) {
          const post = posts[at] ?? 0;
          const product = first + (post >>> BLOCK_BITS);
          if (marks !== null && marks[product] === 0) continue;
          const score = (post & WEIGHT_BITS) * ofStep;
          if (best[product] === 0) touched[count++] = product;
          if (score > (best[product] ?? 0)) best[product] = score;
        }
      }
    }
    let kept = from;
    for (let at = from; at < count; at += 1) {
      const product = touched[at] ?? 0;
      if (covered[product] === 0) touched[kept++] = product;
      words[product] = (words[product] ?? 0) + (best[product] ?? 0);
      covered[product] = (covered[product] ?? 0) + group.idf;
      best[product] = 0;
    }
    count = kept;
  }
  const few = openBestFew(most);
  for (let at = 0; at < count; at += 1) {
    const product = touched[at] ?? 0;
    const share = (covered[product] ?? 0) / total;
    const power = features.coverage === 1 ? share : share ** features.coverage;
    const score = Math.fround((words[product] ?? 0) * power);
    words[product] = 0;
    covered[product] = 0;
    if (few.isWelcome(product, score)) few.take(product, score);
  }
  return few.inOrder().map(([product, score]) => ({ product, words: score }));
}

interface Sheet {
  readonly words: Float32Array;
  readonly covered: Float32Array;
  readonly best: Float32Array;
  /** Twice as long as the others: a group's products are written behind those of the groups before. */
  readonly touched: Int32Array;
}

let sheet: Sheet | null = null;

/** Zeros for every product up to `highest`, the same ones each time: a question wipes what it wrote. */
function sheetFor(highest: number): Sheet {
  if (sheet && sheet.words.length > highest) return sheet;
  const size = Math.ceil((highest + 1) * 1.25);
  const zeros = () => new Float32Array(size);
  sheet = { words: zeros(), covered: zeros(), best: zeros(), touched: new Int32Array(size * 2) };
  return sheet;
}
