import { productBySlug } from '#src/catalog/product-store.ts';
import { isAvailable, type Product } from '#src/catalog/product.ts';
import { catalogueShape, type CatalogueShape, type Department } from '#src/conversations/catalogue-shape.ts';
import { formatMoney, minorDigits, money } from '#src/money/money.ts';
import type { ToolName } from './tool-results/tool-result.ts';
import type { Turn } from './state.ts';

const MOST_CHARACTERS = 2_600; // of all examples together: some 700 tokens of every call
const LONGEST = 60; // of a name in them
const MOST_CHOICES = 4;
const QUOTED = 160;

interface Shot {
  readonly shopper: string;
  readonly calls: readonly { readonly name: ToolName; readonly args: object; readonly answer: object }[];
  readonly says: string;
}

type From = Pick<Turn, 'db' | 'content' | 'currency' | 'locale'>;

// A shape is read anew where a product, a price or a stock has changed.
const read = new WeakMap<CatalogueShape, { readonly content: Turn['content']; readonly text: string }>();

/**
 * A few turns of this shop as they should go, made of its own rows: a limit that is met, one that is not, a choice before
 * a change of the cart, and a question to its own words. Empty where the catalogue is.
 */
export async function promptExamples(from: From): Promise<string> {
  const shape = await catalogueShape(from.db, from.currency);
  const known = read.get(shape);
  if (known?.content === from.content) return known.text;
  const text = examplesText([...(await productShots(from, shape)), ...contentShots(from)]);
  read.set(shape, { content: from.content, text });
  return text;
}

function examplesText(shots: readonly Shot[]): string {
  let length = 0;
  const told = shots.map(shotText).filter((text) => (length += text.length) <= MOST_CHARACTERS);
  return told.length
    ? `# Examples from this shop. They show how; what they state may be out of date.\n${told.join('\n\n')}`
    : '';
}

const shotText = ({ shopper, calls, says }: Shot): string =>
  [
    `Shopper: ${shopper}`,
    ...calls.map(
      ({ name, args, answer }) =>
        `You call ${name} ${JSON.stringify(args)}\nIt answers ${JSON.stringify(answer)}`,
    ),
    `You say: ${says}`,
  ].join('\n');

async function productShots(from: From, shape: CatalogueShape): Promise<readonly Shot[]> {
  const kind = [...shape.categories, shape.all].find(
    ({ name, products, least, most }) =>
      products > 1 && name && isShort(name) && least.minor < most.minor && isShort(least.title),
  );
  if (!kind) return [];
  const product = await productBySlug(from.db, kind.least.slug);
  return [...limitShots(from, kind), ...(product ? cartShots(from, product) : [])];
}

/** A limit that the least expensive of a kind meets, and one that nothing does. */
function limitShots({ currency, locale }: From, { name, least, products }: Department): readonly Shot[] {
  const print = (minor: number): string => formatMoney(money(minor, currency), locale);
  const step = 10 ** minorDigits(currency) * (least.minor >= 20 * 10 ** minorDigits(currency) ? 10 : 1);
  const above = (Math.floor(least.minor / step) + 1) * step;
  const below = (Math.ceil(least.minor / step) - 1) * step;
  const kind = name.toLowerCase();
  const found = { title: least.title, price: print(least.minor) };
  const met: Shot = {
    shopper: `${kind} under ${print(above)}`,
    calls: [
      {
        name: 'search_products',
        args: { query: `${kind} under ${print(above)}`, change: 'replace' },
        answer: { products: [found] },
      },
    ],
    says: `The ${least.title} fits: it costs ${found.price}, the least of our ${products} in ${name}.`,
  };
  if (below <= 0) return [met];
  const over = `${print(least.minor - below)} over ${print(below)}`;
  return [
    met,
    {
      shopper: `do you have any under ${print(below)}?`,
      calls: [
        {
          name: 'search_products',
          args: { query: `under ${print(below)}`, change: 'refine' },
          answer: { total: 0, products: [], nearMisses: [{ ...found, breaks: [over] }] },
        },
      ],
      says: `No, nothing in ${name} costs that little. The nearest is the ${least.title} at ${found.price}, ${over}.`,
    },
  ];
}

/** What has to be chosen is asked and not guessed; what was done is said once it is. */
function cartShots({ locale }: From, { slug, title, options, variants }: Product): readonly Shot[] {
  const option = options.find(({ values }) => values.length > 1 && values.every(isShort));
  const sold = variants.filter(isAvailable);
  if (!option) return [];
  const choices = option.values.filter((value) => sold.some((one) => one.options[option.name] === value));
  const chosen = sold.find((one) => one.options[option.name] === choices[0]);
  if (choices.length < 2 || !chosen) return [];
  const few = choices.slice(0, MOST_CHOICES);
  const named = option.name.toLowerCase();
  const [price, variant] = [formatMoney(chosen.price, locale), chosen.title];
  const change = (words: string) => ({ slug, action: 'add', options: words });
  return [
    {
      shopper: `put the ${title} in my cart`,
      calls: [
        {
          name: 'change_cart',
          args: change(''),
          answer: { refusal: 'choose-option', option: option.name, choices: few, title },
        },
      ],
      says: `Which ${named} would you like: ${few.join(', ')}?`,
    },
    {
      shopper: variant,
      calls: [
        {
          name: 'change_cart',
          args: change(variant),
          answer: { done: 'add', title, variant, quantity: 1, price },
        },
      ],
      says: `The ${title} in ${variant} is in your cart at ${price}.`,
    },
  ];
}

/** The shop's first answer that is short enough, and what the shop does not say. */
function contentShots({ content }: From): readonly Shot[] {
  const { contact } = content.store;
  const faq = content.faqs.find(({ words, body }) => words.question.length <= QUOTED && firstSentence(body));
  const asked = (question: string, answer: object, says: string): Shot => ({
    shopper: question,
    calls: [{ name: 'answer_from_content', args: { question }, answer }],
    says,
  });
  const said = faq ? firstSentence(faq.body) : '';
  return [
    ...(faq
      ? [asked(faq.words.question, { passages: [{ title: faq.words.question, text: said }] }, said)]
      : []),
    asked(
      'can you call me back tonight?',
      { passages: [] },
      `The shop does not say, so I cannot promise it. A person can tell you: ${contact.email}, ${contact.hours}.`,
    ),
  ];
}

/** The first sentence of a text where it is short and plain; else empty. */
function firstSentence(text: string): string {
  const first = /^[^.!?\n]+[.!?](?=\s|$)/.exec(text.trim())?.[0] ?? '';
  return first.length <= QUOTED && !/[[\]*_`#|<>]/.test(first) ? first : '';
}

const isShort = (text: string): boolean => text.length <= LONGEST && !/[\n⟦⟧]/.test(text);
