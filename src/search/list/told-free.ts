import { productsById } from '#src/catalog/product-store.ts';
import { attributeText, type Attribute, type Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { coloursIn, plainColour } from '#src/language/colors.ts';
import { isMaterial, materialsOf } from '#src/language/english/materials.ts';
import { FREE_TERMS, LACKING_TERMS } from '#src/language/denied-words.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { Suits } from './for-person.ts';

const READ = 48; // products whose texts are read: two pages
const NEAR = 3; // words between a thing and the "free" behind it

type Terms = readonly string[];

/**
 * What names, texts, tags and facts of the first of those products say of what is denied: 1 for what is told to be free
 * of it or to be of another colour or material, -1 for what is told to have it, the name before all else. It only
 * orders: a text may speak of another thing.
 */
export async function toldFree(
  db: Database,
  products: readonly number[],
  denied: readonly string[],
): Promise<Suits> {
  const phrases = denied.map((one) => tokensOf(one).map(({ term }) => term)).filter((one) => one.length > 0);
  if (!phrases.length) return new Map();
  const read = await productsById(db, products.slice(0, READ));
  return new Map(
    read.flatMap((product) => {
      const name = termsIn(product.title.split(/[|,;]/));
      const pieces = piecesOf(product);
      const isOther = denied.some((one) => statesOther(product.title, one));
      const verdicts = phrases.map((phrase) => verdictOf(name, phrase) || verdictOf(pieces, phrase));
      if (isOther) verdicts.push(1);
      const verdict = verdicts.includes(-1) ? -1 : verdicts.includes(1) ? 1 : 0;
      return verdict === 0 ? [] : [[product.id, verdict] as const];
    }),
  );
}

/** Whether a name tells another colour or material than the denied one, and not that. */
function statesOther(title: string, denied: string): boolean {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  const colour = plainColour(denied);
  const colours = colour === null ? [] : coloursIn(title);
  if (colours.length) return colour !== null && !colours.includes(colour);
  const own = materialsOf(denied);
  return isMaterial(denied) && words.some(isMaterial) && !words.some((word) => own.includes(word));
}

/** What is said in one breath. */
const piecesOf = ({ description, tags, attributes, variants }: Product): readonly Terms[] => {
  const facts = [...attributes, ...variants.flatMap((variant) => variant.attributes)].map(factText);
  return termsIn([...description.split(/[.!?;\n]+/), ...tags, ...facts]);
};

const termsIn = (pieces: readonly string[]): readonly Terms[] =>
  pieces.map((piece) => tokensOf(piece).map(({ term }) => term));

const factText = (fact: Attribute): string =>
  `${fact.label} ${fact.kind === 'flag' && !fact.value ? 'none' : attributeText(fact)}`;

function verdictOf(pieces: readonly Terms[], phrase: Terms): -1 | 0 | 1 {
  let [free, has] = [false, false];
  for (const piece of pieces) {
    const at = piece.findIndex((_, from) => phrase.every((term, next) => piece[from + next] === term));
    if (at < 0) continue;
    const behind = piece.slice(at + phrase.length, at + phrase.length + NEAR);
    const isFree =
      piece.slice(0, at).some((term) => LACKING_TERMS.has(term)) ||
      behind.some((term) => FREE_TERMS.has(term));
    if (isFree) free = true;
    else has = true;
  }
  return free === has ? 0 : free ? 1 : -1;
}
