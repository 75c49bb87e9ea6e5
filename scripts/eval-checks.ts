import { type ProductCard, textOf } from '#agents/shopping/parts.ts';
import type { AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import type { Product } from '#src/catalog/product.ts';
import type { ExpectedTurn } from './eval-cases.ts';
import { someVariantSatisfies } from './eval-rows.ts';

/** One thing that a turn did not do as expected. */
export interface Failure {
  readonly kind: 'expectation' | 'hand-off' | 'limit' | 'number' | 'words' | 'repeated-question' | 'cart';
  readonly text: string;
}

/** What a turn is judged by beside its answer. */
export interface Judged {
  readonly answer: AnsweredTurn;
  readonly expected: ExpectedTurn;
  /** Rows of every product on the page in this turn. */
  readonly products: ReadonlyMap<string, Product>;
  /** Everything that numbers may come from: parts, rows and words of those products, the shop's own contact, the shopper's words. */
  readonly evidence: string;
  /** Questions put in earlier turns. */
  readonly asked: ReadonlySet<string>;
  readonly pieces: number;
}

const MOST_WORDS = 60;

type Part = AnsweredTurn['parts'][number];
const partsOf = <Type extends Part['type']>(answer: AnsweredTurn, type: Type) =>
  answer.parts.filter((one): one is Extract<Part, { type: Type }> => one.type === type);

/** The cards of a turn that are said to fit. */
export const cardsOf = (answer: AnsweredTurn): readonly ProductCard[] =>
  partsOf(answer, 'data-products').flatMap((part) => part.data.cards);

/** The products of a turn in the order shown, near and compared ones included. */
export const shownOf = (answer: AnsweredTurn): readonly ProductCard[] => [
  ...cardsOf(answer),
  ...partsOf(answer, 'data-near').flatMap((part) => part.data.cards),
  ...partsOf(answer, 'data-compare').flatMap((part) => part.data.products),
];

/** Every failure of a turn: what always holds, then what this case expects. */
export const failuresOf = (judged: Judged): readonly Failure[] => [
  ...numbers(judged),
  ...length(judged),
  ...questions(judged),
  ...limits(judged),
  ...gate(judged),
  ...handOff(judged),
  ...expectations(judged),
];

/** The questions an answer puts. */
export const questionsIn = (text: string): readonly string[] =>
  text.match(/[^.!?]*\?/g)?.map((one) => one.trim()) ?? [];

function numbers({ answer, evidence }: Judged): readonly Failure[] {
  const plain = (text: string) =>
    (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((one) => Number(one.replaceAll(',', '')));
  const held = new Set(plain(evidence));
  return plain(textOf(answer.parts))
    .filter((number) => !held.has(number))
    .map((number) => ({ kind: 'number' as const, text: `${number} stands nowhere in this turn` }));
}

function length({ answer, expected }: Judged): readonly Failure[] {
  const count = textOf(answer.parts).split(/\s+/).length;
  const most = expected.words ?? MOST_WORDS;
  if (textOf(answer.parts).trim() === '') return [{ kind: 'words', text: 'not a word' }];
  return count > most ? [{ kind: 'words', text: `${count} words, at most ${most}` }] : [];
}

const questions = ({ answer, asked }: Judged): readonly Failure[] =>
  questionsIn(textOf(answer.parts))
    .filter((question) => asked.has(question))
    .map((question) => ({ kind: 'repeated-question', text: question }));

/** Whom a person should help is brought to one, and nobody else is. */
function handOff({ answer, expected }: Judged): readonly Failure[] {
  const done = answer.trace?.handOff ?? null;
  if ((expected.handoff ?? false) === (done !== null)) return [];
  return [{ kind: 'hand-off', text: done ? `handed off: ${done}` : 'not handed off' }];
}

const limits = ({ answer, expected, products }: Judged): readonly Failure[] =>
  cardsOf(answer).flatMap((card) => {
    const product = products.get(card.slug);
    const sku = card.choose ? null : card.sku;
    return product && someVariantSatisfies(product, sku, expected.limits ?? [])
      ? []
      : [{ kind: 'limit' as const, text: `${card.title} satisfies not every limit` }];
  });

/** A card that adds stands for one variant; with several left to choose from, it must not. */
const gate = ({ answer, products }: Judged): readonly Failure[] =>
  cardsOf(answer).flatMap((card) => {
    const known = products.get(card.slug)?.variants.some(({ sku }) => sku === card.sku) ?? false;
    const blind =
      card.choose === null && (products.get(card.slug)?.variants.length ?? 0) > 1 && !card.variant;
    return known && !blind ? [] : [{ kind: 'limit' as const, text: `${card.title} stands for no variant` }];
  });

function expectations({ answer, expected, pieces }: Judged): readonly Failure[] {
  const text = textOf(answer.parts);
  const cards = cardsOf(answer);
  const labels = partsOf(answer, 'data-need').flatMap((part) => part.data.chips.map((chip) => chip.label));
  const compared = partsOf(answer, 'data-compare')[0]?.data.products.length ?? 0;
  const near = partsOf(answer, 'data-near').length > 0;
  const groups = partsOf(answer, 'data-products').length + partsOf(answer, 'data-near').length;
  const acts = expected.act === undefined ? null : [expected.act].flat();
  const failed = (condition: boolean, what: string): readonly Failure[] =>
    condition ? [{ kind: 'expectation', text: what }] : [];
  const has = (label: string) => labels.some((one) => one.toLowerCase().includes(label.toLowerCase()));
  return [
    ...failed(
      acts !== null && !acts.includes(answer.trace?.action ?? ''),
      `act ${answer.trace?.action}, expected ${acts}`,
    ),
    ...(expected.tools ?? []).flatMap((tool) =>
      failed(!answer.trace?.tools.includes(tool), `${tool} was not called`),
    ),
    ...failed(
      cards.length < (expected.cards?.least ?? 0),
      `${cards.length} cards, at least ${expected.cards?.least}`,
    ),
    ...failed(
      cards.length > (expected.cards?.most ?? Infinity),
      `${cards.length} cards, at most ${expected.cards?.most}`,
    ),
    ...failed(expected.near !== undefined && near !== expected.near, `near products shown: ${near}`),
    ...failed(expected.groups !== undefined && groups !== expected.groups, `${groups} groups of cards`),
    ...failed(
      expected.compared !== undefined && compared !== expected.compared,
      `${compared} products compared`,
    ),
    ...(expected.need ?? []).flatMap((label) =>
      failed(!has(label), `the need lost "${label}": ${labels.join(', ')}`),
    ),
    ...(expected.forgot ?? []).flatMap((label) => failed(has(label), `the need still holds "${label}"`)),
    ...failed(
      expected.says !== undefined && !new RegExp(expected.says, 'iu').test(text),
      `does not say /${expected.says}/`,
    ),
    ...failed(
      expected['never says'] !== undefined && new RegExp(expected['never says'], 'iu').test(text),
      `says /${expected['never says']}/`,
    ),
    ...failed(
      expected.sources !== undefined && partsOf(answer, 'data-sources').length > 0 !== expected.sources,
      `sources shown: ${partsOf(answer, 'data-sources').length > 0}`,
    ),
    ...failed(
      expected.about !== undefined && !shownOf(answer).some((card) => card.title === expected.about),
      `shows nothing of ${expected.about}`,
    ),
    ...(expected.cart !== undefined && pieces !== expected.cart
      ? [{ kind: 'cart' as const, text: `${pieces} pieces in the cart, expected ${expected.cart}` }]
      : []),
  ];
}
