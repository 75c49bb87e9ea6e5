import { countCart } from '../cart/count-cart.ts';
import { askPerson } from './ask-person.ts';
import { filteredAddress, readList } from './read-list.ts';
import { choose } from './read-product.ts';
import { pathOf, readPage, refused } from './read-page.ts';

type Given = Readonly<Record<string, unknown>>;

/** A tool as WebMCP takes it; what it answers is handed to the assistant as it is. */
export interface PageTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: { readonly readOnlyHint: boolean; readonly untrustedContentHint: boolean };
  readonly execute: (given: Given) => Promise<object>;
}

const MOST_QUANTITY = 99;
const text = (description: string) => ({ type: 'string', description });
const product = text('Address of the product’s page, as a list gives it; the page in view if left out.');
const options = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Value of each option to choose, by the names that the product has.',
};
const takes = (properties: Record<string, object>, ...required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const READS = { readOnlyHint: true, untrustedContentHint: true };
const WRITES = { readOnlyHint: false, untrustedContentHint: true };
const said = (given: Given, key: string): string =>
  typeof given[key] === 'string' || typeof given[key] === 'number' ? String(given[key]) : '';
const chosen = (given: Given) => (given['options'] ?? {}) as Given;
const here = (given: Given, key: string) => said(given, key) || pathOf(location.href);
const NO_LIST = refused('no-list', 'There is no list of products at that address of this shop.');

async function listAt(address: string): Promise<object> {
  const page = await readPage(address);
  return page?.content.querySelector('.results') ? readList(page) : NO_LIST;
}

/** What an assistant in the browser can call on every page. They read the shop's pages, so they say what these say. */
export const pageTools: readonly PageTool[] = [
  {
    name: 'search_products',
    description: 'Finds products that answer a request, with prices, and the filters of that list.',
    inputSchema: takes({ query: text('The request in the shopper’s words, limits and all.') }, 'query'),
    annotations: READS,
    execute: (given) => listAt(`/search?${new URLSearchParams({ q: said(given, 'query') }).toString()}`),
  },
  {
    name: 'filter_products',
    description:
      'Narrows a list by one of its filters: a value that it offers, or bounds where it has a range.',
    inputSchema: takes(
      {
        list: text('Address of the list; the page in view if left out.'),
        filter: text('Name of one of the list’s filters.'),
        value: text('One of the values that the filter offers.'),
        from: text('Lower bound, a number.'),
        to: text('Upper bound, a number.'),
      },
      'filter',
    ),
    annotations: READS,
    execute: async (given) => {
      const page = await readPage(here(given, 'list'));
      if (!page) return NO_LIST;
      const address = filteredAddress(page, {
        filter: said(given, 'filter'),
        value: said(given, 'value'),
        from: said(given, 'from'),
        to: said(given, 'to'),
      });
      return typeof address === 'string' ? listAt(address) : address;
    },
  },
  {
    name: 'choose_variant',
    description: 'Tells the variant of a product that has the given options: its price, stock and address.',
    inputSchema: takes({ product, options }),
    annotations: READS,
    execute: async (given) => {
      const found = await choose(here(given, 'product'), chosen(given));
      return 'ok' in found ? found : found.product;
    },
  },
  {
    name: 'add_to_cart',
    description: 'Asks the shopper whether to put a variant into the cart, and does so if they agree.',
    inputSchema: takes({
      product,
      options,
      quantity: { type: 'integer', minimum: 1, maximum: MOST_QUANTITY },
    }),
    annotations: WRITES,
    execute: addToCart,
  },
  {
    name: 'open_checkout',
    description: 'Opens the checkout with what is in the cart. The shopper fills it in and orders there.',
    inputSchema: takes({}),
    annotations: WRITES,
    execute: async () => {
      const cart = await readPage('/cart');
      if (!cart?.content.querySelector('main a[href="/checkout"]'))
        return refused('empty-cart', 'The cart is empty.');
      setTimeout(() => location.assign('/checkout')); // after the answer, which would be lost with the page
      return { ok: true, address: '/checkout' };
    },
  },
];

async function addToCart(given: Given): Promise<object> {
  const quantity = given['quantity'] ?? 1;
  if (!Number.isInteger(quantity) || Number(quantity) < 1 || Number(quantity) > MOST_QUANTITY)
    return refused('bad-quantity', `A whole quantity from 1 to ${MOST_QUANTITY}.`);
  const found = await choose(here(given, 'product'), chosen(given));
  if ('ok' in found) return found;
  const { sku } = found.product;
  if (sku === null) return { ...refused('sold-out', found.product.stock), product: found.product };
  if (!(await askPerson(found.page, found.product, Number(quantity))))
    return refused('declined', 'The shopper did not want it.');
  const response = await fetch('/api/cart', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sku, quantity }),
  }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as { detail?: string; count?: number } | null;
  if (!response?.ok || answer?.count === undefined)
    return refused('not-added', answer?.detail ?? 'The shop did not answer.');
  countCart(answer.count);
  return { ok: true, added: found.product, quantity, piecesInCart: answer.count };
}
