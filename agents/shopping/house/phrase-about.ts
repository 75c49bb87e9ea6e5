import type { Turn } from '../state.ts';
import type { DetailsView } from '../views.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Act } from './act.ts';
import { stem } from '#src/search/stem.ts';
import { phrasePassages, type SaidPassage } from './phrase-passages.ts';
import { reachUs } from './phrase-talk.ts';

/** An answer about one product, or a few, from what is stated about them. */
export function phraseAbout(
  turn: Turn,
  act: Act,
  answer: Readonly<Record<string, unknown>>,
  content?: Readonly<Record<string, unknown>>,
): string {
  const products = answer['products'] as readonly DetailsView[];
  const passages = (answer['passages'] ?? []) as readonly SaidPassage[];
  const [product, ...others] = products;
  if (!product) return 'That product is not in the shop any more.';
  if (act.kind !== 'about' || (!act.question && others.length === 0)) return inShort(product);
  if (others.length)
    return products
      .map((one) => `${one.title}: ${factsText(relevantSpecs(turn.text, one)) || one.price}.`)
      .join(' ');
  if (act.why) return whyText(product);
  const stated = statedAnswer(turn, product, passages);
  if (stated) return firstWords(stated);
  const general = content ? phrasePassages(turn, content, 40) : null;
  const nothing = `The shop states nothing about that for the ${product.title}.`;
  return general ? `${nothing} In general: ${general}` : `${nothing} ${reachUs(turn)}`;
}

/** Whether what is stated about the product leaves the question open. */
export function saysNothing(turn: Turn, act: Act, answer: Readonly<Record<string, unknown>>): boolean {
  const [product, ...others] = answer['products'] as readonly DetailsView[];
  const why = act.kind === 'about' && act.why;
  return (
    !!product &&
    others.length === 0 &&
    !why &&
    !statedAnswer(turn, product, (answer['passages'] ?? []) as readonly SaidPassage[])
  );
}

/** Price, options, specs and the product's own words, as far as they answer; empty where none does. */
function statedAnswer(turn: Turn, product: DetailsView, passages: readonly SaidPassage[]): string {
  const specs = relevantSpecs(turn.text, product);
  const options = relevantOptions(turn, product);
  const price = /\b(price|cost|how much (?:is|are))\b/i.test(turn.text) ? `It costs ${product.price}.` : '';
  const quoted = listed(turn.text, product) ?? (passages[0] ? firstWords(passages[0].text, 40) : '');
  if (price || options) return [price, options].filter(Boolean).join(' ');
  // Specs that only touch the question do not answer a "good for" by themselves.
  const judged = /\b(good|suitable|ok|fine|work|right) for\b/i.test(turn.text) && !quoted;
  return [
    specs.length ? `${product.title}: ${factsText(specs)}.` : '',
    quoted,
    specs.length && judged ? 'The shop says nothing more about that.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const inShort = (product: DetailsView): string =>
  firstWords(
    `The ${product.title}, ${product.price}. ${product.answer ?? factsText(Object.entries(product.specs).slice(0, 4))}`,
  );

function whyText(product: DetailsView): string {
  const [forWhom] = product.whoFor;
  const [notFor] = product.notFor;
  const [pro] = product.pros;
  return firstWords(
    [
      pro ? `${product.title}: ${pro}.`.replace(/\.\.$/, '.') : inShort(product),
      forWhom ? `For: ${forWhom}` : '',
      notFor ? `Not for: ${notFor}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

/** Lists of the page that a question asks for by name. */
function listed(question: string, product: DetailsView): string | null {
  if (/\b(downsides?|drawbacks?|bad|cons|give up|negative)\b/i.test(question))
    return sentences(product.cons.slice(0, 2)) || null;
  if (/\bwho .*not\b|\bnot for\b|\bshould ?n.t\b/i.test(question))
    return sentences(product.notFor.slice(0, 2)) || null;
  if (/\bwho\b.*\bfor\b/i.test(question)) return sentences(product.whoFor.slice(0, 2)) || null;
  return null;
}

/** Lines of a list as sentences. */
const sentences = (lines: readonly string[]): string =>
  lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ');

type Spec = readonly [label: string, value: string];

/** Words of questions that mean a measure whose label says it otherwise. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  heavy: ['weight'],
  weigh: ['weight'],
  light: ['weight'],
  long: ['battery', 'length', 'durability'],
  last: ['battery', 'durability', 'run time'],
  loud: ['noise'],
  noisy: ['noise'],
  bright: ['brightness'],
  big: ['size', 'volume', 'capacity'],
  rain: ['waterproof'],
  wet: ['waterproof'],
  dry: ['waterproof'],
  warm: ['temperature'],
  cold: ['temperature'],
  made: ['material', 'fabric', 'country'],
  miles: ['durability'],
  swim: ['water resistance'],
  wide: ['toe box'],
  flat: ['arch', 'support'],
  nuts: ['allergens'],
  water: ['waterproof', 'water resistance', 'capacity', 'volume'],
};

function relevantSpecs(question: string, product: DetailsView): readonly Spec[] {
  const said = question.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const stems = new Set(said.filter((word) => !blank.has(word)).map(stem));
  const meant = said.flatMap((word) => meanings[word] ?? []);
  return Object.entries(product.specs)
    .map(([label, value]): { readonly spec: Spec; readonly score: number } => {
      const labelWords = label.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      const valueWords = value.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
      const byLabel =
        labelWords.filter((word) => stems.has(stem(word))).length / Math.max(1, labelWords.length);
      const byValue = valueWords.some((word) => stems.has(stem(word))) && value.length < 80 ? 0.5 : 0;
      const byMeaning = meant.some((word) => label.toLowerCase().includes(word)) ? 0.7 : 0;
      return { spec: [label, value], score: Math.max(byLabel, byMeaning, byValue) };
    })
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _at, all) => score >= (all[0]?.score ?? 0) * 0.8)
    .slice(0, 3)
    .map(({ spec }) => spec);
}

const blank = new Set([
  'good',
  'with',
  'does',
  'have',
  'this',
  'that',
  'first',
  'second',
  'third',
  'the',
  'for',
  'one',
  'and',
  'are',
  'use',
  'how',
  'what',
  'much',
  'come',
  'can',
  'you',
  'long',
  'size',
]);

const factsText = (specs: readonly Spec[]): string =>
  specs.map(([label, value]) => `${label.toLowerCase()} ${value}`).join(', ');

/** Whether a size or colour that the question asks for can be bought. */
function relevantOptions(turn: Turn, product: DetailsView): string {
  const said = ` ${turn.text.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, ' ')} `;
  return product.options
    .flatMap(({ name, inStock, soldOut }) => {
      const has = (value: string) => value.length > 0 && said.includes(` ${value.toLowerCase()} `);
      const asked =
        said.includes(` ${name.toLowerCase()}`) ||
        said.includes(` ${name.toLowerCase().replace('color', 'colour')}`);
      const wanted = [...inStock, ...soldOut].find(has);
      if (wanted)
        return [
          `The ${product.title} in ${name.toLowerCase()} ${wanted} is ${inStock.includes(wanted) ? 'in stock' : 'sold out'}.`,
        ];
      if (!asked) return [];
      return [
        `In stock by ${name.toLowerCase()}: ${inStock.slice(0, 14).join(', ')}${inStock.length > 14 ? ' and more' : ''}.`,
      ];
    })
    .join(' ');
}
