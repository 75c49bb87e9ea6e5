import type { Found } from '../tool-results/tool-result.ts';
import type { PrintedMoney } from '../tool-results/printed-money.ts';
import { english, padded, says } from '../understand/language.ts';

type Details = Found<'product_details'>;
type Asked = NonNullable<Details['variants']>;

const MOST_VALUES = 14;

/** Whether the variant that the question asks for can be bought, for what, and what comes nearest; empty where it asks for none. */
export function variantsText(question: string, { products: [product], variants }: Details): string {
  if (!product || !variants) return '';
  const { title, options } = product;
  const [notMade] = variants.notMade;
  if (notMade) {
    const own = options.find(({ name }) => name === notMade.option);
    const come = [...(own?.inStock ?? []), ...(own?.soldOut ?? [])].slice(0, MOST_VALUES).join(', ');
    return `No, the ${title} does not come in ${notMade.values.join(' or ')}; it comes in ${come}.`;
  }
  const open = openText(question, title, variants);
  if (!variants.wanted.length) return open || comesInText(question, title, variants);
  if (!variants.inStock.length) return soldOutText(title, variants);
  return [inStockText(title, variants), open].filter(Boolean).join(' ');
}

function inStockText(title: string, { wanted, inStock, open }: Asked): string {
  const [first] = inStock;
  const isOne = wanted.every((value) => !value.includes(' or '));
  if (!first) return '';
  // "A 9" where there is a US W 9 and a US M 9: each is told.
  if (!isOne)
    return `In stock: ${inStock.map(({ variant, price }) => `${variant}, ${price.printed}`).join('; ')}.`;
  const left = open.length === 0 && /^\d/.test(first.left) ? `, ${first.left}` : '';
  return `Yes, the ${title} in ${wanted.join(', ')} is in stock${left}: ${first.price.printed}.`;
}

/** `In Wide, US M 12 is sold out.`, with the values next to it that are not. */
function soldOutText(title: string, { wanted, nearest }: Asked): string {
  const near = nearest.map(({ values, given }) => {
    const [what, ...others] = values;
    const list = others.length ? `${values.slice(0, -1).join(', ')} and ${values.at(-1)}` : (what ?? '');
    return given.length ? `${list} in ${given.join(', ')}` : list;
  });
  const no = `No, the ${title} in ${wanted.join(', ')} is sold out.`;
  return near.length ? `${no} In stock: ${near.join('; ')}.` : `${no} So is the rest of it.`;
}

/** The values of an option that the question asks for by its name: "which sizes", "in another color". */
function openText(question: string, title: string, { wanted, open }: Asked): string {
  const asked = open.filter(
    ({ option }) => asksFor(question, option) && !english.asks.price.some((word) => says(question, [word])),
  );
  return asked
    .map(({ option, values }) => {
      const given = wanted.length ? ` in ${wanted.join(', ')}` : '';
      const more = values.length > MOST_VALUES ? ' and more' : '';
      return values.length
        ? `${title}${given}, in stock by ${option.toLowerCase()}: ${values.slice(0, MOST_VALUES).join(', ')}${more}.`
        : '';
    })
    .filter(Boolean)
    .join(' ');
}

/** Whether there is any of it at all, where the question asks for no more; empty where it does not. */
export function stockText(question: string, { products: [product], variants }: Details): string {
  if (!product || !variants || !says(question, english['asks if there is any'])) return '';
  return variants.inStock.length
    ? `Yes, the ${product.title} is in stock: ${product.price.printed}.`
    : `No, the ${product.title} is sold out.`;
}

/** What it comes in, where the question asks for some way of having it that no option names. */
function comesInText(question: string, title: string, { open }: Asked): string {
  const asks = says(question, english['asks how it comes']);
  const lists = open.filter(({ values }) => values.length > 1);
  if (!asks || !lists.length) return '';
  return `The ${title} comes in ${lists
    .map(({ option, values }) => `${option.toLowerCase()} ${values.slice(0, MOST_VALUES).join(', ')}`)
    .join('; ')}.`;
}

const asksFor = (question: string, option: string): boolean => {
  const name = option.toLowerCase();
  return [name, name.replace('color', 'colour')].some((one) => padded(question).includes(` ${one}`));
};

/** What it costs, by what the price depends on, and what it cost before; empty where the question asks for neither. */
export function pricesText(question: string, { products: [product], prices }: Details): string {
  const asksBefore = says(question, english.asks['price before']);
  if (!product || (!asksBefore && !asksPrice(question))) return '';
  const [first] = prices;
  if (!first) return `The ${product.title} is sold out; it cost ${product.price.printed}.`;
  const [, second] = prices;
  const costs = !second
    ? `It costs ${first.price.printed}${beforeText(first.before)}.`
    : prices.every(({ values }) => values.length > 0)
      ? `It costs ${prices
          .slice(0, 4)
          .map(({ price, before, values }) => `${price.printed} in ${values.join(', ')}${beforeText(before)}`)
          .join('; ')}.`
      : `It costs ${product.price.printed}.`;
  return asksBefore && prices.every(({ before }) => before === null)
    ? `${costs} It is not reduced now.`
    : costs;
}

const beforeText = (before: PrintedMoney | null): string =>
  before ? `, reduced from ${before.printed}` : '';

const asksPrice = (question: string): boolean =>
  says(question, english.asks.price) || padded(question).trimEnd().endsWith(' how much');
