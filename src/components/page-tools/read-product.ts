import { readPage, refused, textOf, type ReadPage, type Refused } from './read-page.ts';

export interface ProductRead {
  readonly ok: true;
  readonly address: string;
  readonly title: string;
  /** The variant that the page shows. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly price: string;
  readonly stock: string;
  /** To be put into the cart by; null where the variant cannot be bought now. */
  readonly sku: string | null;
  readonly options: readonly { name: string; values: readonly string[] }[];
}

/** A product and its shown variant, as people see them; null where the page is no product's. */
function readProduct({ address, content }: ReadPage): ProductRead | null {
  const box = content.querySelector('.buy');
  if (!box) return null;
  const groups = [...box.querySelectorAll('.option')];
  return {
    ok: true,
    address,
    title: textOf(content.querySelector('h1')),
    chosen: Object.fromEntries(
      groups.map((group) => [nameOf(group), textOf(group.querySelector('.label .value'))]),
    ),
    price: textOf(box.querySelector('.price')),
    stock: textOf(box.querySelector('.stock')),
    sku: box.querySelector<HTMLInputElement>('.add input[name=sku]')?.value ?? null,
    options: groups.map((group) => ({ name: nameOf(group), values: linksOf(group).map(textOf) })),
  };
}

/** The page of a product with those options chosen one after the other, each as its link chooses it. */
export async function choose(
  address: string,
  wanted: Readonly<Record<string, unknown>>,
): Promise<{ readonly page: ReadPage; readonly product: ProductRead } | Refused> {
  let page = await readPage(address);
  for (const [name, value] of Object.entries(wanted)) {
    const groups = [...(page?.content.querySelectorAll('.buy .option') ?? [])];
    const group = groups.find((one) => isSame(nameOf(one), name));
    if (!group) return refused('unknown-option', `Options here: ${groups.map(nameOf).join(', ') || 'none'}.`);
    const link = linksOf(group).find((one) => isSame(textOf(one), String(value)));
    if (!link)
      return refused('unknown-value', `${nameOf(group)} here: ${linksOf(group).map(textOf).join(', ')}.`);
    if (!link.hasAttribute('aria-current')) page = await readPage(link.getAttribute('href') ?? '');
  }
  const product = page && readProduct(page);
  return page && product
    ? { page, product }
    : refused('no-product', 'There is no product at that address of this shop.');
}

const linksOf = (group: Element) => [...group.querySelectorAll('.values a')];
const nameOf = (group: Element) => group.getAttribute('aria-label') ?? '';
const isSame = (a: string, b: string) => a.toLowerCase() === b.trim().toLowerCase();
