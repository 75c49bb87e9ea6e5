import { BLOCK_BITS, BLOCK_SIZE, STEP, type PostingList } from '../engine/data-structures/posting-list.ts';

const LEAST = 0.55; // an impact: a word of a name, kind or tag reaches it, one that a long text mentions once does not

/** The products that say a word by more than a mention in a text; of more than `most`, those that say it most. */
export function sayingProducts(list: PostingList | undefined, most: number): readonly number[] {
  const saying: (readonly [product: number, impact: number])[] = [];
  for (const { number, posts } of list?.blocks ?? []) {
    for (const post of posts) {
      const impact = (post & (BLOCK_SIZE - 1)) * STEP;
      if (impact >= LEAST) saying.push([number * BLOCK_SIZE + (post >>> BLOCK_BITS), impact]);
    }
  }
  if (saying.length > most) saying.sort((a, b) => b[1] - a[1]);
  return saying.slice(0, most).map(([product]) => product);
}
