import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { addressOf, saidPaths, type Path } from './said-path.ts';
import { narrowedKey, type ShelfOrigin, type ShelfScheme } from './shelf-scheme.ts';
import { kindAmong } from './tag-kinds.ts';
import { isLetters, titleNouns, type TitleHead, type TitleNouns } from './title-nouns.ts';

export interface Placed {
  readonly path: Path;
  readonly origin: ShelfOrigin;
}

/** The shelf of a product: what the feed says, else its tag, else the nouns of its title, else where its words belong. */
export function placed(product: ShelfFacts, scheme: ShelfScheme): Placed {
  const paths = saidPaths(product);
  for (const [at, path] of paths.entries()) {
    const below = belowRoots(path, scheme.roots);
    const isType = at > 0 || addressOf(path) === addressOf([product.productType]);
    if (below.length) return { path: below, origin: isType ? 'type' : 'category' };
  }
  const tag = kindAmong(product.tags, scheme.tags);
  if (tag) return { path: [tag], origin: 'tag' };
  if (scheme.nouns.size + scheme.words.size === 0) return { path: [], origin: 'none' };
  const nouns = titleNouns(product.title, product.brand, scheme.headFirst);
  const named = byHead(nouns, scheme);
  if (named) return { path: named, origin: 'title' };
  const alike = byWords(nouns, scheme);
  if (alike) return { path: alike, origin: 'alike' };
  const word = nouns.words.findLast(({ term, shown }) => scheme.nouns.has(term) && !isLetters(shown));
  return word
    ? { path: scheme.nouns.get(word.term)?.path ?? [], origin: 'title' }
    : { path: [], origin: 'none' };
}

/** A path from its first level that is no root of the feed. */
export function belowRoots(path: Path, roots: readonly string[]): Path {
  const from = path.findIndex((level) => !roots.includes(addressOf([level])));
  return from < 0 ? [] : path.slice(from);
}

/** The shelf of the first noun that has one, or of a later one that is far commoner. */
function byHead({ heads }: TitleNouns, { nouns }: ShelfScheme): Path | undefined {
  const shelf = ({ term, narrowed }: TitleHead) =>
    (narrowed && nouns.get(narrowedKey(narrowed.term, term))) ?? nouns.get(term);
  const head = leadingHead(heads, (one) => shelf(one)?.of);
  return head && shelf(head)?.path;
}

const FAR_COMMONER = 2;

/** Of the nouns of a title that count something the first, unless a later one counts for far more. */
export function leadingHead(
  heads: readonly TitleHead[],
  countOf: (head: TitleHead) => number | undefined,
): TitleHead | undefined {
  let best: TitleHead | undefined;
  for (const head of heads) {
    const count = countOf(head) ?? 0;
    if (count > (best ? (countOf(best) ?? 0) * FAR_COMMONER : 0)) best = head;
  }
  return best;
}

/** The shelf that the words of a title agree on: two at least, and none of three against. */
function byWords({ words }: TitleNouns, scheme: ShelfScheme): Path | undefined {
  const votes = new Map<string, { readonly path: Path; count: number }>();
  let cast = 0;
  for (const term of new Set(words.map((word) => word.term))) {
    const path = scheme.words.get(term);
    if (!path) continue;
    cast += 1;
    const vote = votes.get(addressOf(path)) ?? { path, count: 0 };
    votes.set(addressOf(path), vote);
    vote.count += 1;
  }
  const [first] = [...votes.values()].toSorted((a, b) => b.count - a.count);
  return first && first.count >= 2 && first.count * 3 >= cast * 2 ? first.path : undefined;
}
