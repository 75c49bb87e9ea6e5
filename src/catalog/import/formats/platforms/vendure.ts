import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** A column of a language, or of the one language there is. */
const inAnyLanguage = (name: string): readonly string[] => [name, `${name}:en`];

/** Vendure's import file: variants follow their product's row; option groups stand once, values on each row. */
export const vendure: TableFormat = {
  name: 'vendure',
  called: 'Vendure product CSV',
  needs: [inAnyLanguage('optiongroups'), inAnyLanguage('optionvalues'), ['sku'], ['price']],
  rows: 'following',
  fields: {
    key: inAnyLanguage('slug'),
    title: inAnyLanguage('name'),
    html: inAnyLanguage('description'),
    attributes: inAnyLanguage('facets'),
    optionNames: inAnyLanguage('optiongroups'),
    optionValues: inAnyLanguage('optionvalues'),
    sku: ['sku'],
    price: ['price'],
    quantity: ['stockonhand'],
    tracked: ['trackinventory'],
    image: ['assets'],
    variantImage: ['variantassets'],
  },
  others: 'left-out',
  split: { images: /\|/ },
  options(row, { head }) {
    const names = head.get('optionNames').split('|');
    const values = row.get('optionValues').split('|');
    return names.flatMap((name, at) => {
      const value = values[at]?.trim();
      return name.trim() && value ? [[name.trim(), value] as const] : [];
    });
  },
  facts: (row) =>
    [...Map.groupBy(row.get('attributes').split('|'), (facet) => facet.split(':')[0]?.trim() ?? '')].flatMap(
      ([label, all]) => {
        const values = all.map((facet) => facet.slice(facet.indexOf(':') + 1).trim()).filter(Boolean);
        return label && values.length
          ? [{ label, value: values.length > 1 ? values : (values[0] ?? '') }]
          : [];
      },
    ),
};
