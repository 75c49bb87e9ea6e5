import { glossed } from '#src/language/gloss.ts';
import type { Messages } from '#src/messages/messages.ts';
import type { Found } from '../tool-results/tool-result.ts';
import type { PrintedMoney } from '../tool-results/printed-money.ts';
import { english, padded, says } from '../understand/language.ts';

type Details = Found<'product_details'>;
type Asked = NonNullable<Details['variants']>;
type Answers = Messages['answers'];
type Say = Answers['variants'];

const MOST_VALUES = 14;

/** Whether the variant that the question asks for can be bought, for what, and what comes nearest; empty where it asks for none. */
export function variantsText(
  question: string,
  { products: [product], variants }: Details,
  answers: Answers,
): string {
  const { variants: say, or } = answers;
  if (!product || !variants) return '';
  const { title, options } = product;
  const [notMade] = variants.notMade;
  if (notMade) {
    const own = options.find(({ name }) => name === notMade.option);
    const come = [...(own?.inStock ?? []), ...(own?.soldOut ?? [])].slice(0, MOST_VALUES).join(', ');
    return say.notIn(title, notMade.values.join(or), come);
  }
  const open = openText(question, title, variants, answers);
  if (!variants.wanted.length) return open || comesInText(question, title, variants, answers);
  if (!variants.inStock.length) return soldOutText(title, variants, answers);
  return [inStockText(title, variants, say), open].filter(Boolean).join(' ');
}

function inStockText(title: string, { wanted, inStock, open }: Asked, say: Say): string {
  const [first] = inStock;
  const isOne = wanted.every((value) => !value.includes(' or '));
  if (!first) return '';
  // "A 9" where there is a US W 9 and a US M 9: each is told.
  if (!isOne)
    return say.inStock(inStock.map(({ variant, price }) => `${variant}, ${price.printed}`).join('; '));
  const left = open.length === 0 && /^\d/.test(first.left) ? first.left : '';
  return say.isInStock(title, wanted.join(', '), left, first.price.printed);
}

/** `In Wide, US M 12 is sold out.`, with the values next to it that are not. */
function soldOutText(title: string, { wanted, nearest }: Asked, { variants: say, and }: Answers): string {
  const near = nearest.map(({ values, given }) => {
    const [what, ...others] = values;
    const list = others.length ? `${values.slice(0, -1).join(', ')}${and}${values.at(-1)}` : (what ?? '');
    return given.length ? say.in(list, given.join(', ')) : list;
  });
  const no = say.soldOut(title, wanted.join(', '));
  return `${no} ${near.length ? say.inStock(near.join('; ')) : say.restToo}`;
}

/** The values of an option that the question asks for by its name: "which sizes", "in another color". */
function openText(
  question: string,
  title: string,
  { wanted, open }: Asked,
  { variants: say, within, language }: Answers,
): string {
  const asked = open.filter(
    ({ option }) =>
      asksFor(question, option, language) && !english.asks.price.some((word) => says(question, [word])),
  );
  return asked
    .map(({ option, values }) => {
      const named = wanted.length ? say.in(title, wanted.join(', ')) : title;
      const more = values.length > MOST_VALUES ? say.andMore : '';
      return values.length
        ? say.byOption(named, within(option), `${values.slice(0, MOST_VALUES).join(', ')}${more}`)
        : '';
    })
    .filter(Boolean)
    .join(' ');
}

/** Whether there is any of it at all, where the question asks for no more; empty where it does not. */
export function stockText(
  question: string,
  { products: [product], variants }: Details,
  { variants: say }: Answers,
): string {
  if (!product || !variants || !says(question, english['asks if there is any'])) return '';
  return variants.inStock.length
    ? say.anyInStock(product.title, product.price.printed)
    : say.noneInStock(product.title);
}

/** What it comes in, where the question asks for some way of having it that no option names. */
function comesInText(
  question: string,
  title: string,
  { open }: Asked,
  { variants: say, within }: Answers,
): string {
  const asks = says(question, english['asks how it comes']);
  const lists = open.filter(({ values }) => values.length > 1);
  if (!asks || !lists.length) return '';
  return say.comesIn(
    title,
    lists
      .map(({ option, values }) => `${within(option)} ${values.slice(0, MOST_VALUES).join(', ')}`)
      .join('; '),
  );
}

const asksFor = (question: string, option: string, language: string): boolean => {
  const name = glossed(option.toLowerCase(), language);
  return [name, name.replace('color', 'colour')].some((one) => padded(question).includes(` ${one}`));
};

/** What it costs, by what the price depends on, and what it cost before; empty where the question asks for neither. */
export function pricesText(
  question: string,
  { products: [product], prices }: Details,
  { variants: say }: Answers,
): string {
  const asksBefore = says(question, english.asks['price before']);
  if (!product || (!asksBefore && !asksPrice(question))) return '';
  const [first] = prices;
  if (!first) return say.cost(product.title, product.price.printed);
  const [, second] = prices;
  const costs = !second
    ? say.costs(`${first.price.printed}${beforeText(first.before, say)}`)
    : prices.every(({ values }) => values.length > 0)
      ? say.costs(
          prices
            .slice(0, 4)
            .map(
              ({ price, before, values }) =>
                `${say.priceIn(price.printed, values.join(', '))}${beforeText(before, say)}`,
            )
            .join('; '),
        )
      : say.costs(product.price.printed);
  return asksBefore && prices.every(({ before }) => before === null) ? `${costs} ${say.notReduced}` : costs;
}

const beforeText = (before: PrintedMoney | null, say: Say): string =>
  before ? say.before(before.printed) : '';

const asksPrice = (question: string): boolean =>
  says(question, english.asks.price) || padded(question).trimEnd().endsWith(' how much');
