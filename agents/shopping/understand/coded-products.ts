import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { saidOfTitle, saidWords } from '#src/conversations/title-words.ts';
import type { Database } from '#src/database/database.ts';
import { codeSigns } from '#src/language/code-signs.ts';
import { unitOf } from '#src/language/units.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';

const SHORTEST = 5; // signs; shorter ones are sizes and measures
const MOST_ALIKE = 2; // products; a code that more titles hold is a series
const MOST_CODES = 4;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}/_-]*[\p{L}\p{N}]/gu;

/** Products whose title holds a code that the words say, of letters and digits together: "is the SMS66GW01I white". */
export async function codedProducts(
  db: Database,
  vocabulary: Pick<Vocabulary, 'codes'>,
  text: string,
): Promise<readonly Product[]> {
  const ids = codesIn(text).flatMap((code) => {
    const found = vocabulary.codes.find(code);
    const isNamed = found?.fit === 'whole' || found?.fit === 'named';
    return isNamed && found.products.length <= MOST_ALIKE ? found.products : [];
  });
  if (!ids.length) return [];
  const products = await productsById(db, [...new Set(ids)]);
  return products.filter(({ title }) => codesIn(text).some((code) => holds(title, code)));
}

/** Whether a product is named by other words than those of a code that names another. */
export function namedBeside(product: Product, text: string, coded: readonly Product[]): boolean {
  if (coded.some(({ id }) => id === product.id)) return false;
  const said = saidOfTitle(product.title, saidWords(text));
  const codes = codesIn(text).filter((code) => coded.some(({ title }) => holds(title, code)));
  return codes.every((code) => {
    const from = text.indexOf(code);
    return !said || said.to <= from || said.from >= from + code.length;
  });
}

const holds = (title: string, code: string): boolean => codeSigns(title).includes(codeSigns(code));

const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(WORD)]
    .map(([word]) => word)
    .filter((word) => {
      const signs = codeSigns(word);
      const unit = /^\d/.test(word) ? word.replace(/^[\d.,x×/-]+/u, '') : '';
      return signs.length >= SHORTEST && /\d/.test(signs) && /\p{L}/u.test(signs) && unitOf(unit) === null;
    })
    .slice(0, MOST_CODES);
