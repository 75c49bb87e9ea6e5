import { productsBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { namedProducts } from '#src/conversations/named-products.ts';
import { saidOfTitle, saidWords, titleForms } from '#src/conversations/title-words.ts';
import { numberOf } from '#src/conversations/relative-filter.ts';
import type { Shown, ConversationState } from '#src/conversations/conversation-state.ts';
import type { Database } from '#src/database/database.ts';
import { CARRIER_WORDS } from '#src/language/english/function-words.ts';
import { parseNamed } from '#src/query-understanding/parse-question.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { codedProducts, namedBeside } from './coded-products.ts';
import { trainIntents, type Classifier } from './intent-classifier.ts';
import { intentTokens } from './text-features.ts';
import { withoutIds } from '#src/orders/order-number.ts';
import { PRODUCT, readExamples } from './intent-examples.ts';
import { findReferences, resolveReferences } from './references.ts';
import { wishesForGoods } from './health.ts';
import { asDenials, withoutUnbearable } from './intolerances.ts';
import { ownedIn } from './owned.ts';
import { english } from './language.ts';
import { mayName, withoutTalk } from './wish-words.ts';
import { withoutFillers } from './filler-words.ts';
import { withoutAskingIfSold } from './sold.ts';
import { splitIntents } from './split-intents.ts';
import { shopWordsOf } from './shop-words.ts';
import { framesIn } from './frames.ts';
import type { Frame, Understanding } from './understanding.ts';

const MOST_NEAR = 24; // products of the talk whose names a word or two may say

/** What the shopper's words say, name and point at, before any model is asked. The same for every model. */
export async function understandTurn(
  db: Database,
  vocabulary: Vocabulary,
  text: string,
  state: ConversationState,
  page: Product | null,
): Promise<Understanding> {
  const whole = await understandOne(db, vocabulary, text, state, page);
  const frames: Frame[] = [];
  let talk = state;
  for (const part of framesIn(text, whole.classify, (part) => withoutNames(part, whole.named, PRODUCT))) {
    const understanding = await understandOne(db, vocabulary, part, talk, page);
    frames.push({ text: part, understanding });
    // "Add the belt, and does it stretch?": what a part names is what the next one speaks of.
    const [only, other] = [...understanding.named.map(shownOf), ...understanding.referenced];
    if (only && !other) talk = { ...talk, focus: only };
  }
  return { ...whole, frames };
}

async function understandOne(
  db: Database,
  vocabulary: Vocabulary,
  text: string,
  state: ConversationState,
  page: Product | null,
): Promise<Understanding> {
  const references = findReferences(text);
  const needsNumbers = references.extreme !== null && state.shown.length > 0;
  const shown = needsNumbers
    ? await productsBySlug(
        db,
        state.shown.map((one) => one.slug),
      )
    : [];
  // "This" on a product's page is the product of the page, whatever was spoken of since.
  const focus = (page && references.here ? null : state.focus) ?? (page && shownOf(page));
  const only = state.shown.length === 1 ? state.shown[0] : undefined;
  const inView = (page ? focus : (focus ?? only)) ?? null;
  const referenced = resolveReferences(references, state.shown, focus, (one, key) => {
    const product = shown.find((product) => product.slug === one.slug);
    return product ? numberOf(product, key) : null;
  });
  const near = [...new Set([...state.shown.map(({ slug }) => slug), ...state.seen.slice(-MOST_NEAR)])];
  const bearable = withoutUnbearable(text);
  const coded = await codedProducts(db, vocabulary, text);
  const titled = await namedProducts(db, bearable, {
    ordinary: usualWords(vocabulary),
    makers: makersOf(vocabulary),
    near,
  });
  const spoken = coded.length ? [...coded, ...titled.filter((one) => namedBeside(one, text, coded))] : titled;
  // "Allergic to wool, I need a felt hat without": a kind, unless a whole title is said.
  const named = (
    bearable !== text && wishesForGoods(text)
      ? spoken.filter(({ title }) => saidOfTitle(title, saidWords(bearable))?.isWhole)
      : spoken
  ).filter(({ title }) => !isKindWithin(vocabulary, text, title));
  const classify = classifierFor(vocabulary);
  const read = (words: string) => {
    const parsed = parseNamed(
      vocabulary,
      withoutFillers(ownedIn(asDenials(withoutAskingIfSold(words))).rest),
    );
    return { ...parsed, text: withoutTalk(parsed.text) };
  };
  return {
    parsedQuery: read(withoutNames(text, named)),
    named,
    referenced,
    inView: inView && ((await productsBySlug(db, [inView.slug]))[0] ?? null),
    references,
    intents: classify(withoutNames(withoutIds(text), named, PRODUCT)),
    classify,
    frames: [],
    subRequests: splitIntents(text, read, classify),
  };
}

/**
 * Whether what is said of a title is the kind of another thing: beside a price ("stepladder under 12000" after a
 * stepladder), or one word of it next to one that it does not hold ("a swim cap" after swim goggles).
 */
function isKindWithin(vocabulary: Vocabulary, text: string, title: string): boolean {
  const said = saidOfTitle(title, saidWords(text));
  if (!said || said.begins || said.isWhole) return false;
  const limits = parseNamed(vocabulary, text).filters;
  if (limits.some(({ key, kind }) => key === 'price' && kind === 'range')) return true;
  const beside = [
    text.slice(0, said.from).trimEnd().split(/\s/).at(-1),
    /^s? ([\p{L}-]+)/u.exec(text.slice(said.to))?.[1],
  ];
  return said.words === 1 && beside.some((word) => word !== undefined && isTelling(word));
}

const isTelling = (word: string): boolean =>
  /^[\p{L}-]+$/u.test(word) &&
  mayName(word) &&
  !CARRIER_WORDS.has(word.toLowerCase()) &&
  ![...english['joining words'], ...english['asking words'], ...english.adding, ...english.talk].includes(
    word.toLowerCase(),
  );

export const shownOf = (product: Product): Shown => ({
  slug: product.slug,
  sku: product.variants[0].sku,
  title: product.title,
});

/** The words without the products they name: the "GPS watch" of a title asks for no kind of thing. */
export const withoutNames = (text: string, named: readonly Product[], instead = ''): string =>
  named.reduce((rest, { title }) => {
    const said = saidOfTitle(title, saidWords(rest));
    return said ? `${rest.slice(0, said.from)} ${instead} ${rest.slice(said.to)}` : rest;
  }, text);

const usual = new WeakMap<Vocabulary, ReadonlySet<string>>();

/** The words that labelled turns are made of, and those the catalogue uses for kinds and values: they begin a title, but do not name it. */
function usualWords(vocabulary: Vocabulary): ReadonlySet<string> {
  const known =
    usual.get(vocabulary) ??
    new Set([...readExamples().flatMap(({ say }) => intentTokens(say)), ...shopWordsOf(vocabulary)]);
  usual.set(vocabulary, known);
  return known;
}

const makers = new WeakMap<Vocabulary, ReadonlySet<string>>();

/** The first words of the makers' names, as titles are compared by them. */
function makersOf(vocabulary: Vocabulary): ReadonlySet<string> {
  const known =
    makers.get(vocabulary) ??
    new Set(
      [...vocabulary.phrases.values()].flatMap((phrases) =>
        phrases.flatMap(({ named }) => {
          const maker =
            named.kind === 'brand'
              ? named.brand
              : named.kind === 'value' && named.key.key === 'brand'
                ? named.value
                : '';
          return titleForms(maker)[0] ?? [];
        }),
      ),
    );
  makers.set(vocabulary, known);
  return known;
}

const learned = new WeakMap<Vocabulary, Classifier>();

/** Learned once a vocabulary: which words are the shop's own changes with the catalogue. */
function classifierFor(vocabulary: Vocabulary): Classifier {
  let classifier = learned.get(vocabulary);
  if (!classifier) {
    classifier = trainIntents(readExamples(), shopWordsOf(vocabulary));
    learned.set(vocabulary, classifier);
  }
  return classifier;
}
