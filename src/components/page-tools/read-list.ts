import { pathOf, refused, textOf, type ReadPage, type Refused } from './read-page.ts';

export interface ListRead {
  readonly ok: true;
  readonly address: string;
  /** How many there are, or why there is nothing, as the page says it. */
  readonly says: string;
  readonly products: readonly {
    title: string;
    address: string;
    price: string;
    facts: string;
    note: string;
  }[];
  readonly filters: readonly {
    name: string;
    values: readonly { value: string; products: number; chosen: boolean }[];
    range: { least: string; most: string } | null;
  }[];
}

const MOST_VALUES = 30;

/** The products and the filters of a page that lists products, as people see them. */
export function readList({ address, content }: ReadPage): ListRead {
  return {
    ok: true,
    address,
    says: [...content.querySelectorAll('.results [role=status]')].map(textOf).join(' '),
    products: [...content.querySelectorAll('.results .card')].map((card) => ({
      title: textOf(card.querySelector('.title')),
      address: pathOf(card.querySelector('.title a')?.getAttribute('href') ?? ''),
      price: textOf(card.querySelector('.price')),
      facts: textOf(card.querySelector('.facts')),
      note: [...card.querySelectorAll('.note')].map(textOf).join(' '),
    })),
    filters: [...content.querySelectorAll('.facet')].map((facet) => ({
      name: nameOf(facet),
      values: valuesOf(facet)
        .slice(0, MOST_VALUES)
        .map((link) => ({
          value: textOf(link.querySelector('.name')),
          products: Number.parseInt(textOf(link.querySelector('.count')), 10),
          chosen: link.hasAttribute('aria-current'),
        })),
      range: rangeOf(facet),
    })),
  };
}

/** Where the list leads with one more filter: a value of those it offers, or bounds. */
export function filteredAddress(
  { content }: ReadPage,
  { filter, value, from, to }: Readonly<Record<'filter' | 'value' | 'from' | 'to', string>>,
): string | Refused {
  const facets = [...content.querySelectorAll('.facet')];
  const facet = facets.find((one) => isSame(nameOf(one), filter));
  if (!facet) return refused('unknown-filter', `Filters here: ${facets.map(nameOf).join(', ') || 'none'}.`);
  const form = facet.querySelector('form');
  if (!form) {
    const link = valuesOf(facet).find((one) => isSame(textOf(one.querySelector('.name')), value));
    const known = valuesOf(facet).map((one) => textOf(one.querySelector('.name')));
    return link?.getAttribute('href') ?? refused('unknown-value', `Values here: ${known.join(', ')}.`);
  }
  if (from === '' && to === '')
    return refused('no-bound', 'This filter takes “from”, “to” or both, as numbers.');
  const fields = new URLSearchParams(
    [...new FormData(form)].map(([name, field]): [string, string] => [name, String(field)]),
  );
  const key = form.dataset['key'] ?? '';
  fields.set(`from:${key}`, from);
  fields.set(`to:${key}`, to);
  return `${form.getAttribute('action') ?? ''}?${fields.toString()}`;
}

const valuesOf = (facet: Element) => [...facet.querySelectorAll('.values a')];
const nameOf = (facet: Element) => (facet.querySelector('summary')?.firstChild?.textContent ?? '').trim();
const isSame = (a: string, b: string) => a.toLowerCase() === b.trim().toLowerCase();

function rangeOf(facet: Element): { least: string; most: string } | null {
  const [least, most] = facet.querySelectorAll<HTMLInputElement>('.range input[inputmode]');
  return least && most ? { least: least.placeholder, most: most.placeholder } : null;
}
