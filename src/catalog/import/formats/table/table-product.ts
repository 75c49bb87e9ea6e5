import type {
  FeedRow,
  RawFact,
  RawProduct,
  RawStock,
  RawVariant,
} from '#src/catalog/import/formats/raw-product.ts';
import { stockOfWord } from '#src/catalog/import/values/stock-words.ts';
import type { Field, Option, RowGroup, RowView, TableFormat } from './table-format.ts';
import { listIn, tableShelf } from './table-shelf.ts';
import { cleanSku, statusOf, TableRowView, type TableData } from './table-reader.ts';

type Row = TableRowView;

/** Brings the rows of one product together: the first titled row tells the product, every row may add a variant or a picture. */
export function tableProduct(
  format: TableFormat,
  found: readonly [FeedRow<TableData>, ...FeedRow<TableData>[]],
  at: { readonly currency: string; readonly now: Date },
): RawProduct {
  const rows: readonly Row[] = found.map(({ file, line, data }) => new TableRowView(file, line, data));
  const head =
    rows.find((row) => row.get('variations')) ??
    rows.find((row) => row.get('title') && !row.get('parent')) ??
    rows.find((row) => row.get('title')) ??
    rows[0];
  if (!head) throw new RangeError('A product has at least one row');
  const group: RowGroup = { head, rows };
  const key = found[0].key;
  const numbered = numberedNames(rows, group);
  const isVariant = format.isVariant ?? (format.rows === 'parent' ? isChild : hasOffer);
  const sold = rows.filter((row) => isVariant(row, group));
  const variants = sold.length ? sold : rows.filter((row) => row.get('price'));
  const usedOptions = new Set<string>();
  const several = variants.length > 1;
  const raw = variants.flatMap((row) => {
    const options =
      format.options?.(row, group) ?? numberedOptions(row, numbered, format, several || row !== head);
    for (const [name] of options) usedOptions.add(name);
    const one = variantIn(row, group, options, format, at);
    if (several || options.length || !format.expands) return [one];
    const expanded = combinations(head, numbered, format);
    for (const [name] of expanded[0] ?? []) usedOptions.add(name);
    return expanded.length ? eachOf(one, expanded) : [one];
  });
  return {
    file: head.file,
    line: head.line,
    key,
    slugFrom: head.get('key') || head.get('title'),
    ...tableShelf(head, format),
    titleField: named(head, 'title'),
    html: format.html?.(head.get('html')) ?? (head.get('html') || head.get('summary')),
    condition: head.get('condition'),
    status: statusOf(head.get('status'), head.get('published'), format.notSold),
    facts: [
      // A platform's standard field says what the option of its name says better.
      ...factsIn(head, 'product').filter(({ label, key }) => key === label || !usedOptions.has(label)),
      ...(format.facts?.(head) ?? []).filter(({ label }) => !usedOptions.has(label)),
      ...listedFacts(head, numbered, format, usedOptions),
    ],
    images: picturesIn(rows, format),
    variants: raw,
  };
}

/** What the file itself calls a field's column. */
const named = ({ data: { columns } }: Row, field: Field): string =>
  columns.header[columns.at.get(field)?.[0] ?? -1]?.trim() ?? field;

const hasOffer = (row: RowView): boolean =>
  (['price', 'sku', 'salePrice'] as const).some((field) => row.get(field)) || firstNumbered(row as Row);
const firstNumbered = (row: Row): boolean =>
  row.data.columns.numbered.some(({ value }) => Boolean(row.data.cells[value]?.trim()));

/** Rows with a parent are the variants; a product without such rows is its own. */
const isChild = (row: RowView, { head, rows }: RowGroup): boolean => rows.length === 1 || row !== head;

function variantIn(
  row: Row,
  { head }: RowGroup,
  options: readonly Option[],
  format: TableFormat,
  { currency, now }: { readonly currency: string; readonly now: Date },
): RawVariant {
  const whole =
    format.inherits && row !== head
      ? new TableRowView(row.file, row.line, row.data, { row: head, fields: format.inherits })
      : row;
  const get: RowView['get'] = (field) => whole.get(field);
  const image = row.get('variantImage') || (row === head ? '' : (pictures(row, format)[0] ?? ''));
  return {
    file: row.file,
    line: row.line,
    sku: cleanSku(row.get('sku')),
    title: row.get('variantTitle') || row.get('title'),
    options,
    facts: [...factsIn(row, 'variant'), ...(row === head ? [] : (format.facts?.(row) ?? []))].filter(
      ({ label }) => !options.some(([name]) => name === label),
    ),
    gtin: get('barcode'),
    mpn: get('mpn'),
    price: format.price?.(row, currency) || get('price'),
    priceField: named(row, 'price'),
    salePrice: saleRuns(get('saleFrom'), get('saleUntil'), now)
      ? (format.salePrice?.(row, head) ?? get('salePrice'))
      : '',
    compareAt: get('compareAt'),
    surcharge: row.get('surcharge'),
    minorUnits: format.minorUnits?.(row),
    priceUntil: get('salePrice') ? get('saleUntil') : '',
    priceFrom: get('salePrice') ? get('saleFrom') : '',
    currency: get('currency'),
    weight: get('weight') ? { amount: get('weight'), unit: get('weightUnit') || unitOf(format, row) } : null,
    measure: get('measure')
      ? {
          amount: get('measure'),
          unit: get('measureUnit'),
          baseAmount: get('baseMeasure'),
          baseUnit: get('baseMeasureUnit'),
        }
      : null,
    imageUrl: image && format.imageUrl ? format.imageUrl(image) : image,
    stock: { ...(format.stock ?? stockIn)(whole), countedAt: get('countedAt') },
  };
}

/** Whether a sale of those days runs now; a day that cannot be read does not hold it back. */
function saleRuns(from: string, until: string, now: Date): boolean {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  return !(start > now.getTime()) && !(end + DAY_MS <= now.getTime());
}

const DAY_MS = 86_400_000;

const unitOf = ({ weightUnit = 'g' }: TableFormat, row: RowView): string =>
  typeof weightUnit === 'string' ? weightUnit : weightUnit(row);

const YES = /^(?:continue|true|yes|y|1|2|on|notify|allow(?:ed)?)$/i;
const NO = /^(?:false|no|n|0|off|none|not[ _]tracked|not[ _]managed)$/i;

/**
 * A platform that says that it does not count can always be ordered from. Where it counts, the quantity is what there is. A file that
 * has no quantity for a counted variant says nothing.
 */
function stockIn(row: RowView): RawStock {
  const available = YES.test(row.get('backorder')) ? 'later' : 'yes';
  const tracked = row.get('tracked');
  const quantity = row.get('quantity');
  const word = row.get('availability');
  if (row.has('tracked') && (!tracked || NO.test(tracked)))
    return { ...stockOfWord(stockWord(word), null), silent: false };
  if (quantity) {
    const said = word ? stockOfWord(stockWord(word), quantity) : null;
    return said && said.available !== 'yes' ? said : { left: quantity, available };
  }
  if (word) return stockOfWord(stockWord(word), null);
  return { left: null, available, silent: true };
}

/** Exports write `1` and `0`, `true` and `false` for in stock and not. */
const stockWord = (word: string): string =>
  YES.test(word) ? 'in stock' : NO.test(word) ? 'out of stock' : word;

/** The names of numbered options, from the first row that tells them. */
const numberedNames = (
  rows: readonly Row[],
  { head }: RowGroup,
): readonly { readonly name: string; readonly at: number }[] =>
  (head as Row).data.columns.numbered.map(({ name, value, called }, index) => ({
    at: value,
    name:
      called || rows.map((row) => row.data.cells[name]?.trim() ?? '').find(Boolean) || `Option ${index + 1}`,
  }));

/** Shopify writes `Title` / `Default Title` for a product without options. */
const isNoOption = (name: string, value: string): boolean =>
  /^title$/i.test(name) && /^default title$/i.test(value);

function numberedOptions(
  row: Row,
  names: readonly { readonly name: string; readonly at: number }[],
  format: TableFormat,
  differs: boolean,
): readonly Option[] {
  return names.flatMap(({ name, at }) => {
    const value = row.data.cells[at]?.trim() ?? '';
    if (!value || isNoOption(name, value)) return [];
    // A list of values on the product's own row is what its variants are made of, or a fact where there are none.
    if (format.listed && !differs) return [];
    return [[name, format.optionValue?.(value) ?? value] as const];
  });
}

/** Numbered columns of the product's row that no variant chooses by. */
function listedFacts(
  head: RowView,
  names: readonly { readonly name: string; readonly at: number }[],
  format: TableFormat,
  used: ReadonlySet<string>,
): RawFact[] {
  if (!format.listed) return [];
  const { listed } = format;
  return names.flatMap(({ name, at }) => {
    const values = listIn((head as Row).data.cells[at]?.trim() ?? '', listed);
    return values.length && !used.has(name)
      ? [{ label: name, value: values.length > 1 ? values : (values[0] ?? '') }]
      : [];
  });
}

function factsIn(row: Row, of: 'product' | 'variant'): RawFact[] {
  return row.data.columns.facts.flatMap(({ at, of: owner, label, key }) => {
    const value = row.data.cells[at]?.trim();
    return owner === of && value ? [{ label, key, ...factValue(value) }] : [];
  });
}

/** A value is plain text, or JSON where it is a list or a measurement; references to other records say nothing here. */
function factValue(text: string): Pick<RawFact, 'value' | 'unit'> {
  if (/^gid:\/\//.test(text)) return { value: [] };
  if (!/^[[{]/.test(text)) return { value: text };
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) {
      return {
        value: parsed
          .filter((one) => typeof one === 'string' || typeof one === 'number')
          .map(String)
          .filter((one) => !one.startsWith('gid://')),
      };
    }
    const { value, unit } = parsed as { value?: unknown; unit?: unknown };
    if (typeof value === 'number' || typeof value === 'string')
      return { value, unit: typeof unit === 'string' ? unit.toLowerCase() : null };
    return { value: [] };
  } catch {
    return { value: text };
  }
}

const SEVERAL_PICTURES = /\n|,(?=\s*(?:https?:|\/\/))|[|;](?=\s*https?:)/;

const pictures = (row: RowView, format: TableFormat): readonly string[] =>
  row.all('image').flatMap((found) => listIn(found, format.split?.images ?? SEVERAL_PICTURES));

function picturesIn(rows: readonly Row[], format: TableFormat): RawProduct['images'] {
  return rows
    .flatMap((row, at) =>
      pictures(row, format).map((url) => ({
        url: format.imageUrl ? format.imageUrl(url) : url,
        alt: row.get('imageAlt').split('\n')[0] ?? '',
        line: row.line,
        position: Number(row.get('imagePosition')) || at + 1,
      })),
    )
    .filter(({ url }) => url)
    .sort((a, b) => a.position - b.position)
    .map(({ url, alt, line }) => ({ url, alt, line }));
}

const MOST_COMBINATIONS = 250;

/** Every choice of one value of each listed option; empty where there is none to choose, or too many. */
function combinations(
  head: RowView,
  names: readonly { readonly name: string; readonly at: number }[],
  { listed, optionValue = (found) => found }: TableFormat,
): readonly (readonly Option[])[] {
  const options = names.flatMap(({ name, at }) => {
    const values = listed ? listIn((head as Row).data.cells[at]?.trim() ?? '', listed) : [];
    return values.length ? [values.map((value): Option => [name, optionValue(value)])] : [];
  });
  const all = options.reduce<readonly (readonly Option[])[]>(
    (made, values) =>
      made.length > MOST_COMBINATIONS ? made : made.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
  return options.length && all.length <= MOST_COMBINATIONS ? all : [];
}

/** One variant for each combination. A count for all of them together says nothing of each. */
function eachOf(one: RawVariant, all: readonly (readonly Option[])[]): readonly RawVariant[] {
  const skus = one.sku.split(',').map((sku) => sku.trim());
  const single = all.length === 1;
  return all.map((options, at) => ({
    ...one,
    options,
    sku: skus.length === all.length ? (skus[at] ?? '') : single ? one.sku : '',
    stock:
      single || one.stock.left === null
        ? one.stock
        : { left: null, available: one.stock.available, silent: true },
  }));
}
