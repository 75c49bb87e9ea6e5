import type { Messages } from '#src/messages/messages.ts';
import { stem } from '#src/language/stemmer.ts';
import type { DetailsView } from '../tool-results/product-details.ts';
import { english } from '../understand/language.ts';

export type Spec = readonly [label: string, value: string];

const LONGEST_VALUE = 80; // a longer value is prose: a word in it answers nothing
const ENOUGH = 0.4;
const unhelpful = new Set(english.unhelpful);

/** The stated facts a question is about: by their label, by what its words mean, or by a value it names. */
export function relevantSpecs(question: string, product: DetailsView): readonly Spec[] {
  const said = question.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  // The GPS of a "GPS watch" is its name and not what is asked.
  const own = new Set(product.title.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const stems = new Set(said.filter((word) => !unhelpful.has(word) && !own.has(word)).map(stem));
  const meant = said.flatMap((word) =>
    [word, ...plainForms(word)].flatMap((one) => english.meanings[one] ?? []),
  );
  return Object.entries(product.specs)
    .map(([label, value]): { readonly spec: Spec; readonly score: number } => {
      const labelWords = label.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      const valueWords = value.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      const byLabel =
        labelWords.filter((word) => stems.has(stem(word))).length / Math.max(1, labelWords.length);
      const byValue =
        valueWords.some((word) => stems.has(stem(word))) && value.length < LONGEST_VALUE ? 0.5 : 0;
      const byMeaning = meant.some((word) => label.toLowerCase().includes(word)) ? 0.7 : 0;
      return { spec: [label, value], score: Math.max(byLabel, byMeaning, byValue) };
    })
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _at, all) => score >= (all[0]?.score ?? 0) * 0.8)
    .slice(0, 3)
    .map(({ spec }) => spec);
}

/** `coldest` is of cold, `bigger` of big. */
const plainForms = (word: string): readonly string[] => {
  const base = /^(\p{L}{3,})(?:er|est)$/u.exec(word)?.[1];
  return base ? [base, `${base}e`, base.replace(/(\p{L})\1$/u, '$1')] : [];
};

export const factsText = (specs: readonly Spec[], { within, about }: Messages['answers']): string =>
  specs
    .map(
      ([label, value]) =>
        `${within(label)} ${value === 'yes' || value === 'no' ? about.value[value] : value}`,
    )
    .join(', ');

/** Facts as a sentence: `Yes, the Tarn WP is waterproof.`, `Flatlands: drop 0 mm, support neutral.` */
export function specsSentence(title: string, specs: readonly Spec[], say: Messages['answers']): string {
  const [[label, value] = ['', ''], ...others] = specs;
  if (specs.length === 0) return '';
  if (others.length || (value !== 'yes' && value !== 'no')) return `${title}: ${factsText(specs, say)}.`;
  const name = /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  const isAdjective =
    english.adjectives.words.includes(name) ||
    english.adjectives.endings.some((ending) => name.endsWith(ending));
  const does = value === 'yes';
  if (isAdjective) return does ? say.about.is(title, name) : say.about.isNot(title, name);
  return does ? say.about.has(title, name) : say.about.hasNo(title, name);
}
