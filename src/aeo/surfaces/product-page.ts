import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { decimalMoney } from '#src/money/money.ts';
import { variantPath } from '#src/structured-data/product.ts';
import { amount, currencySign, questionsText, type Told } from '../stated-facts.ts';
import { elementsOf, foldBlanks, parseHtml, textOf, type Element } from '../html-tree.ts';
import { amountsIn } from '../offers.ts';
import { eachVariant, textAt, type Shelves, type Surface } from '../surface.ts';
import { stateOfWords } from './stock-words.ts';

/** What people read: the text of the page with that variant chosen, without its data. */
export const productPage: Surface = {
  name: 'page text',
  // What cannot be bought has no delivery to promise.
  facts: (variant) =>
    isAvailable(variant) && variant.availability.state !== 'backorder' ? [...always, 'shipping'] : always,
  read: (shelves, product) =>
    eachVariant(product, async (variant) => tell(await pageOf(shelves, product, variant), shelves, variant)),
};

const always = [
  'price',
  'price before',
  'member price',
  'currency',
  'availability',
  'stock words',
  'return window',
  'sku',
  'gtin',
  'questions',
] as const;

function tell(html: string, { content }: Shelves, variant: Variant): Told {
  const root = parseHtml(html);
  const main = [...elementsOf(root)].find((one) => one.tag === 'main') ?? root;
  const all = [...elementsOf(main)];
  const first = (className: string) => all.find((one) => classes(one).includes(className));
  const { currency } = variant.price;
  const money = (text: string) => {
    const [minor] = amountsIn(text, currency);
    return minor === undefined ? null : decimalMoney({ minor, currency });
  };
  const price = first('price');
  const struck = price && [...elementsOf(price)].find((one) => one.tag === 's');
  const member = first('member');
  const stock = foldBlanks(textOf(first('stock') ?? ''));
  const lines = all.filter((one) => one.tag === 'dl').flatMap(pairs);
  const line = (label: string) => lines.find(([name]) => name === label)?.[1] ?? null;
  return {
    price: price ? money(textOf(price)) : null,
    currency: price && textOf(price).includes(currencySign(currency, content.store.locale)) ? currency : null,
    'price before': struck ? money(textOf(struck)) : null,
    'member price': member ? money(textOf(member)) : null,
    availability: stateOfWords(stock),
    'stock words': stock,
    'return window': /(?<!\d)\d+ days/.exec(textOf(returnsLink(all) ?? ''))?.[0] ?? null,
    shipping: shippingTold(textOf(first('promise') ?? ''), currency),
    sku: line('SKU'),
    gtin: line('GTIN'),
    questions: questionsText(all.filter((one) => classes(one).includes('faq')).map(questionOf)),
  };
}

/** The HTML of a variant's own page. */
export const pageOf = (shelves: Shelves, product: Product, variant: Variant): Promise<string> =>
  textAt(shelves, variantPath(product, variant));

const classes = (element: Element): readonly string[] => (element.attributes['class'] ?? '').split(/\s+/);

const returnsLink = (all: readonly Element[]): Element | undefined =>
  all.find((one) => one.tag === 'a' && one.attributes['href'] === '/policies/returns');

function shippingTold(words: string, currency: string): string | null {
  if (/delivery is free/i.test(words)) return amount({ minor: 0, currency });
  const [minor] = amountsIn(words, currency);
  return minor === undefined ? null : amount({ minor, currency });
}

function pairs(list: Element): readonly (readonly [string, string])[] {
  return [...elementsOf(list)].flatMap((row) => {
    const label = row.children.find((one) => typeof one !== 'string' && one.tag === 'dt');
    const value = row.children.find((one) => typeof one !== 'string' && one.tag === 'dd');
    return label && value ? [[textOf(label), textOf(value)] as const] : [];
  });
}

function questionOf(faq: Element): readonly [string, string] {
  const part = (className: string) => [...elementsOf(faq)].find((one) => classes(one).includes(className));
  return [textOf(part('question') ?? ''), textOf(part('answer') ?? '')];
}
