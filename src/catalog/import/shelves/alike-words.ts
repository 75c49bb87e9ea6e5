import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { placed } from './place-product.ts';
import { addressOf, type Path } from './said-path.ts';
import { narrowedKey, type NounShelf, type ShelfScheme } from './shelf-scheme.ts';
import { titleNouns } from './title-nouns.ts';

const FEWEST = 3; // products that make a word telling
const PURE = 0.8; // of a word's products, those on its one shelf
const MOSTLY_TOLD = 0.6; // of the feed, before shelves are the feed's own and words that are no heads tell one

type Tally = Map<string, Map<string, number>>;

/** What titles tell of the feed's own shelves: their names always, other words where most products have a shelf. */
export function alikeWords(
  products: readonly ShelfFacts[],
  scheme: ShelfScheme,
): Pick<ShelfScheme, 'nouns' | 'words' | 'isTold'> {
  const paths = new Map<string, { readonly path: Path; of: number }>();
  const [heads, words]: [Tally, Tally] = [new Map(), new Map()];
  let told = 0;
  for (const product of products) {
    const { path } = placed(product, scheme);
    if (!path.length) continue;
    told += 1;
    const address = addressOf(path);
    const shelf = paths.get(address) ?? { path, of: 0 };
    paths.set(address, shelf);
    shelf.of += 1;
    const nouns = titleNouns(product.title, product.brand, scheme.headFirst);
    for (const { term, narrowed } of nouns.heads.slice(0, 1)) {
      count(heads, term, address);
      if (narrowed) count(heads, narrowedKey(narrowed.term, term), address);
    }
    for (const term of new Set(nouns.words.map((word) => word.term))) count(words, term, address);
  }
  if (told === products.length) return { nouns: new Map(), words: new Map(), isTold: true };
  const isTold = told >= products.length * MOSTLY_TOLD;
  const telling = (found: Tally): ReadonlyMap<string, NounShelf> =>
    new Map(
      [...found].flatMap(([term, shelves]) => {
        const of = [...shelves.values()].reduce((sum, some) => sum + some, 0);
        const [best] = [...shelves].toSorted(([, a], [, b]) => b - a);
        const shelf = best && of >= FEWEST && best[1] >= of * PURE ? paths.get(best[0]) : undefined;
        return shelf ? [[term, { path: shelf.path, of }] as const] : [];
      }),
    );
  return {
    nouns: new Map([...namesOf(paths.values()), ...(isTold ? telling(heads) : [])]),
    words: isTold ? new Map([...telling(words)].map(([term, { path }]) => [term, path])) : new Map(),
    isTold,
  };
}

/** The names of shelves, where they are a noun with at most one word before it. */
function* namesOf(shelves: Iterable<NounShelf>): Generator<readonly [string, NounShelf]> {
  for (const shelf of shelves) {
    if (shelf.of < FEWEST) continue;
    const [one, two, ...more] = (shelf.path.at(-1) ?? '').toLowerCase().split(/\s+/).map(termOf);
    if (one && !more.length) yield [two ? narrowedKey(one, two) : one, shelf];
  }
}

function count(found: Tally, term: string, address: string): void {
  const shelves = found.get(term) ?? new Map<string, number>();
  found.set(term, shelves);
  shelves.set(address, (shelves.get(address) ?? 0) + 1);
}
