import { messagesOf, type Messages } from '#src/messages/messages.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import type { Turn } from '../state.ts';
import type { PassageView } from '../tool-results/passage.ts';
import type { DetailsView } from '../tool-results/product-details.ts';
import type { Found } from '../tool-results/tool-result.ts';
import { factsText, relevantSpecs, specsSentence, type Spec } from './about-specs.ts';
import { pricesText, stockText, variantsText } from './about-variants.ts';
import type { Action } from '../decide/action.ts';
import {
  asksForJudgement,
  asksForTime,
  describedLine,
  judge,
  measuredLine,
  sentence,
  speaksOf,
  statesTime,
  timedLine,
} from './judge.ts';
import { leftOver, NAME, nameless } from '../understand/cart-words.ts';
import { linesOf } from '../understand/described.ts';
import { english, padded, says } from '../understand/language.ts';
import { phrasePassages } from './phrase-passages.ts';
import { offerPerson } from './phrase-talk.ts';

type Answers = Messages['answers'];

/** An answer about one product, or a few, from what is stated about them. */
export function phraseAbout(
  turn: Turn,
  action: Action,
  details: Found<'product_details'>,
  content: readonly PassageView[] = [],
): string {
  const { products } = details;
  const [product, ...others] = products;
  const say = messagesOf(turn.locale).answers;
  if (!product) return say.notInShop;
  const only =
    others.length === 0
      ? (reviewsText(turn, product) ??
        (variantsText(turn.text, details, say) ? null : unmadeText(turn, product)))
      : null;
  if (only) return only;
  if (action.kind !== 'about' || (!action.question && others.length === 0))
    return firstWords(besideName(turn, product, details) ?? inShort(product, say));
  if (others.length) return firstWords(products.map((one) => aboutOneOf(turn, action, one)).join(' '));
  if (action.why) return whyText(product, say);
  const told = statedAnswer(turn, product, details);
  if (told.isSettled) return firstWords(told.text);
  const beside = content.filter(
    (one) => one.kind !== 'product' && speaksOf(turn.text, product.title, `${one.title} ${one.text}`),
  );
  const general = phrasePassages(beside, 36);
  const own = told.text || say.about.statesNothing(product.title);
  if (general) return `${own} ${say.about.inGeneral(general)}`;
  if (told.text && asksForJudgement(turn.text)) return `${told.text} ${say.about.notWhether}`;
  return told.text ? `${told.text} ${say.about.nothingMore}` : `${own} ${offerPerson(turn)}`;
}

/** Whether what is stated about the product leaves the question open. */
export function saysNothing(turn: Turn, action: Action, details: Found<'product_details'>): boolean {
  const [product, ...others] = details.products;
  const why = action.kind === 'about' && action.why;
  return !!product && others.length === 0 && !why && !statedAnswer(turn, product, details).isSettled;
}

interface StatedAnswer {
  readonly text: string;
  /** Whether that answers the question; facts that only touch a "good for" do not. */
  readonly isSettled: boolean;
}

/** Price, options, a judgement, specs and the product's own words, as far as they answer. */
function statedAnswer(turn: Turn, product: DetailsView, details: Found<'product_details'>): StatedAnswer {
  const say = messagesOf(turn.locale).answers;
  const specs = specsSentence(product.title, specsAsked(turn.text, product), say);
  const options = variantsText(turn.text, details, say);
  const price = details.variants?.wanted.length && options ? '' : pricesText(turn.text, details, say);
  const listed = listOf(turn.text, product);
  if (price || options) return { text: [price, options].filter(Boolean).join(' '), isSettled: true };
  if (listed) return { text: listed, isSettled: true };
  const measured =
    specs && !says(turn.text, english.asks.size)
      ? null
      : (measuredLine(turn.text, product) ?? timedLine(turn.text, product));
  if (measured) return { text: [specs, measured].filter(Boolean).join(' '), isSettled: true };
  const fact = details.stated === null ? null : sentence(unfence(details.stated));
  if (asksForJudgement(turn.text)) {
    const judged = judge(turn.text, product, say);
    return {
      text: judged ?? ([specs, fact].filter(Boolean).join(' ') || (describedLine(turn.text, product) ?? '')),
      isSettled: judged !== null || fact !== null,
    };
  }
  if (says(turn.text, english.asks['what for'])) {
    const [opening = ''] = linesOf(unfence(product.description)).filter((line) => line.trim());
    const text = product.answer ?? opening;
    if (text) return { text, isSettled: true };
  }
  const quoted = details.passages[0] ? firstWords(details.passages[0].text, 40) : '';
  const stock = specs ? '' : stockText(turn.text, details, say);
  if (stock) return { text: stock, isSettled: true };
  const told = [specs, quoted || fact].filter(Boolean).join(' ') || describedLine(turn.text, product) || '';
  return { text: told, isSettled: told !== '' };
}

/** The stated facts that a question is about; where it asks how long, those that state a time or what lasts. */
function specsAsked(question: string, product: DetailsView): readonly Spec[] {
  const specs = relevantSpecs(question, product);
  if (!asksForTime(question)) return specs;
  const lasting = [...(english.meanings.long ?? []), ...(english.meanings.last ?? [])];
  return specs.filter(
    ([label, value]) => statesTime(value) || lasting.some((word) => label.toLowerCase().includes(word)),
  );
}

/** What a name stands beside, as in "weight heron" and "heron, how many pockets"; null where nothing stated speaks of it. */
function besideName(turn: Turn, product: DetailsView, details: Found<'product_details'>): string | null {
  const measured = says(turn.text, english.asks.size) ? measuredLine(turn.text, product) : null;
  if (measured) return measured;
  const rest = leftOver(nameless(turn).replaceAll(NAME.trim(), ' '), english['asking words']);
  if (!rest.length || rest.length > MOST_BESIDE) return null;
  const words = rest.join(' ');
  if (rest.every((word) => english['price words'].includes(word)))
    return pricesText(turn.text, details, messagesOf(turn.locale).answers) || null;
  const specs = specsSentence(product.title, relevantSpecs(words, product), messagesOf(turn.locale).answers);
  return specs || describedLine(turn.text, product);
}

/** What buyers gave it, where that is asked; null where it is not. */
function reviewsText({ text, locale }: Turn, { title, rating }: DetailsView): string | null {
  if (!says(text, english.asks.reviews)) return null;
  const { about: say } = messagesOf(locale).answers;
  return rating?.count ? say.reviewed(title, rating.average, rating.count) : say.notReviewed(title);
}

/** That it does not come in a color which nothing of it states, and what it comes in; null where none is asked for. */
function unmadeText({ understanding, locale }: Turn, product: DetailsView): string | null {
  const colors = [...understanding.parsedQuery.filters, ...understanding.parsedQuery.preferences].flatMap(
    (one) => (one.key === 'color' && one.kind === 'any-of' && !one.negated ? one.values : []),
  );
  const stated = padded(JSON.stringify(product));
  if (!colors.length || colors.some((color) => stated.includes(` ${color.toLowerCase()}`))) return null;
  const { about: say, or, within } = messagesOf(locale).answers;
  const comes = product.options
    .filter(({ inStock }) => inStock.length)
    .map(({ name, inStock }) => `${within(name)} ${inStock.slice(0, MOST_BESIDE).join(', ')}`);
  return say.notStatedIn(product.title, colors.join(or), comes.join('; '), product.price.printed);
}

const MOST_BESIDE = 4; // words that ask of what is named; more are a sentence of their own

function aboutOneOf(turn: Turn, action: { readonly question: boolean }, product: DetailsView): string {
  const judged = asksForJudgement(turn.text)
    ? judge(turn.text, product, messagesOf(turn.locale).answers)
    : null;
  if (judged) return `${product.title}: ${judged}`;
  const facts = factsText(relevantSpecs(turn.text, product), messagesOf(turn.locale).answers);
  if (facts) return `${product.title}: ${facts}.`;
  const line = action.question ? describedLine(turn.text, product) : null;
  const isMore = line !== null && !line.startsWith(product.title);
  return `${product.title}: ${isMore ? line : `${product.price.printed}.`}`;
}

const inShort = (product: DetailsView, say: Answers): string =>
  firstWords(
    `${say.about.opening(product.title, product.price.printed)} ${product.answer ?? (openingOf(product) || factsText(Object.entries(product.specs).slice(0, 4), say))}`,
  );

/** The first sentence of the product's own description; empty where it has none. */
function openingOf({ description }: DetailsView): string {
  const [opening = ''] = linesOf(unfence(description)).filter((line) => padded(line).trim().includes(' '));
  return opening.trim();
}

function whyText(product: DetailsView, say: Answers): string {
  const [forWhom] = product.whoFor;
  const [notFor] = product.notFor;
  const [pro] = product.pros;
  return firstWords(
    [
      pro ? `${product.title}: ${sentences([pro])}` : inShort(product, say),
      forWhom ? say.about.for(forWhom) : '',
      notFor ? say.about.notFor(notFor) : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

/** Lists of the page that a question asks for by name. */
function listOf(question: string, product: DetailsView): string | null {
  const { asks } = english;
  if (says(question, asks.cons)) return sentences(product.cons.slice(0, 2)) || null;
  if (says(question, asks['not for'])) return sentences(product.notFor.slice(0, 2)) || null;
  if (says(question, asks['who for'])) return sentences(product.whoFor.slice(0, 2)) || null;
  return null;
}

/** Lines of a list as sentences. */
const sentences = (lines: readonly string[]): string =>
  lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ');
