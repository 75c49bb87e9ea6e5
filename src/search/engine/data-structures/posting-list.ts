/** Every document that holds a term, with the impact of the term on it, in order of document. */
export interface PostingList {
  readonly blocks: readonly Block[];
  /** How many documents. */
  readonly length: number;
}

/** The documents whose numbers are alike but for their last 16 bits. */
export interface Block {
  /** A document's number without its last 16 bits. */
  readonly number: number;
  /** A document's last 16 bits above 16 bits of impact, ascending. */
  readonly posts: Uint32Array;
}

export const BLOCK_BITS = 16;
export const BLOCK_SIZE = 2 ** BLOCK_BITS;
/** An impact lies between 0 and 1 and is kept in steps of this size. */
export const STEP = 2 ** -16;
const LOW = BLOCK_SIZE - 1;

/** The steps of an impact, 1 at least: a term that a document holds is never nothing. */
export const stepsOf = (impact: number): number => Math.min(LOW, Math.max(1, Math.round(impact / STEP)));

/** Posts from what the database keeps: base64 of numbers of 32 bits, highest byte first. */
export function readPosts(base64: string): Uint32Array {
  const read = Buffer.from(base64, 'base64');
  // A buffer of its own: the one above may begin at any byte of a shared one.
  const own = Buffer.alloc(read.length);
  read.copy(own);
  own.swap32();
  return own.byteOffset % 4 === 0
    ? new Uint32Array(own.buffer, own.byteOffset, own.length / 4)
    : new Uint32Array(own.buffer.slice(own.byteOffset, own.byteOffset + own.length));
}

export function listOf(blocks: readonly Block[]): PostingList {
  return { blocks, length: blocks.reduce((sum, block) => sum + block.posts.length, 0) };
}

/** The highest document, -1 in an empty list. */
export function highestOf({ blocks }: PostingList): number {
  const last = blocks.at(-1);
  return last ? last.number * BLOCK_SIZE + ((last.posts.at(-1) ?? 0) >>> BLOCK_BITS) : -1;
}

/** The list with the steps that those documents have now; 0 takes a document out. */
export function withChanges(list: PostingList, steps: ReadonlyMap<number, number>): PostingList {
  const changes = new Map<number, Map<number, number>>();
  for (const [document, now] of steps) {
    const number = Math.floor(document / BLOCK_SIZE);
    const of = changes.get(number) ?? new Map<number, number>();
    changes.set(number, of.set(document % BLOCK_SIZE, now));
  }
  const blocks = new Map(list.blocks.map((block) => [block.number, block.posts]));
  let isChanged = false;
  for (const [number, of] of changes) {
    const before = blocks.get(number) ?? new Uint32Array();
    const touched = [...of].filter(([low, now]) => now > 0 || holds(before, low));
    if (!touched.length) continue;
    isChanged = true;
    const stay = before.filter((post) => !of.has(post >>> BLOCK_BITS));
    const added = touched.flatMap(([low, now]) => (now > 0 ? [low * BLOCK_SIZE + now] : []));
    const posts = new Uint32Array(stay.length + added.length);
    posts.set(stay);
    posts.set(added, stay.length);
    if (posts.length) blocks.set(number, posts.sort());
    else blocks.delete(number);
  }
  if (!isChanged) return list;
  const inOrder = [...blocks].sort(([a], [b]) => a - b);
  return listOf(inOrder.map(([number, posts]) => ({ number, posts })));
}

function holds(posts: Uint32Array, low: number): boolean {
  let from = 0;
  let to = posts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((posts[middle] ?? 0) >>> BLOCK_BITS < low) from = middle + 1;
    else to = middle;
  }
  return from < posts.length && (posts[from] ?? 0) >>> BLOCK_BITS === low;
}
