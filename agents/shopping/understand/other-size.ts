import { shoeSize, sizeSpellings, sizeText, type SizeFor } from '#src/language/sizes.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, says } from './language.ts';

const SAID = /\b(us|eu|uk)\s*(?:sizes?\s*)?(?:(?:m|w|men'?s?|women'?s?)\s+)?(\d{1,2}(?:[.,]5)?)(?!\d)/i;
const WANTED = /\b(us|eu|uk)\s+sizes?\b(?!\s*\d)|\b(?:in|to)\s+(?:your\s+)?(us|eu|uk)\b(?!\s*\d)/i;

const SYSTEMS: readonly (readonly [system: string, names: RegExp])[] = [
  ['us', /\b(?:american|usa)\b/gi],
  ['eu', /\b(?:europe|european|eur|german|french)\b/gi],
  ['uk', /\b(?:british|english)\b/gi],
];

interface Said {
  readonly text: string;
  readonly vocabulary: Pick<Vocabulary, 'phrases'>;
}

/**
 * `EU M 42.5 is US M 9.`, where the words name a shoe size of one system and ask for another in which the shop sells;
 * of both men's and women's where they do not say which. Null where they ask for nothing of the kind.
 */
export function otherSize({ text: written, vocabulary }: Said): string | null {
  const text = SYSTEMS.reduce((rest, [system, names]) => rest.replace(names, system), written).replace(
    /\b(\d{1,2}(?:[.,]5)?)\s+(us|eu|uk)\b/gi,
    '$2 $1',
  );
  const [whole, from = '', number = ''] = SAID.exec(text) ?? [];
  const [, first, second] = WANTED.exec(text) ?? [];
  const to = (first ?? second)?.toLowerCase();
  if (!whole || !to || to === from.toLowerCase()) return null;
  const isSold = vocabulary.phrases.get(to)?.some(({ forms }) => shoeSize(forms.join(' ')) !== null);
  if (!isSold) return null;
  const told = whoseSize(text, whole).flatMap((who) => {
    const asked = { system: systemOf(from), for: who, size: Number(number.replace(',', '.')) };
    const found = sizeSpellings(`${from} ${who} ${asked.size}`)
      .flatMap((one) => shoeSize(one) ?? [])
      .filter((one) => one.system === to && (one.for === who || (one.for === null && to !== 'us')));
    return found.length ? [`${sizeText(asked)} is ${found.map(sizeText).join(' or ')}`] : [];
  });
  return told.length ? `${told.join(', ')}.` : null;
}

const systemOf = (text: string) => shoeSize(`${text} 9`)?.system ?? null;

/** Whose size it is, by the words or the size itself; both where neither says. */
function whoseSize(text: string, size: string): readonly Exclude<SizeFor, null>[] {
  const own = shoeSize(size)?.for;
  if (own) return [own];
  const { man, woman } = english.people;
  if (says(text, [...woman, 'woman', 'women', 'womens', 'female', 'ladies'])) return ['w'];
  return says(text, [...man, 'man', 'men', 'mens', 'male']) ? ['m'] : ['m', 'w'];
}
