import type { ColumnRules } from '#src/catalog/import/import-options.ts';
import { FIELDS, type Field, type TableFormat } from './table-format.ts';

interface FactColumn {
  readonly at: number;
  readonly of: 'product' | 'variant';
  readonly label: string;
  readonly key: string;
}

/** Where each field of a format stands in a file, which columns are facts, and which are left out. */
export interface TableColumns {
  readonly header: readonly string[];
  readonly names: ReadonlyMap<string, number>;
  /** The columns of a field, the surest first: the first that is filled counts. */
  readonly at: ReadonlyMap<Field, readonly number[]>;
  readonly facts: readonly FactColumn[];
  readonly numbered: readonly { readonly name: number; readonly value: number; readonly called?: string }[];
  readonly leftOut: readonly string[];
}

/** A column's name as formats write it: lower case, single spaces. */
export const columnName = (name: string): string =>
  name
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ');

const METAFIELD = /^(.*?)\((product|variant)\.metafields\.([^.()]+)\.([^()]+)\)$/i;
// Standard fields of a platform under the names that every other format gives them.
const STANDARD: Readonly<Record<string, string>> = {
  'shopify.color-pattern': 'color',
  'shopify.target-gender': 'gender',
};
// Fields that apps, themes and channels keep beside a product: settings of theirs, not what a thing is.
const APP_FIELD =
  /^(?:shopify--|app--|mm-|mc-|global$|seo$|theme|judgeme|yotpo|loox|stamped|okendo|rivyo|ali_?reviews|reviews?$|.*(?:feed|google|facebook|pinterest|klaviyo|theme|seo|recommendation|upsell|bundle|subscription))/i;
// What any back office keeps for itself, under the names that most give it.
const HOUSE =
  /^(?:variant |product )?(?:cost(?: per item| price| of goods.*)?|margin|wholesale price|supplier.*|purchase price|standard price|(?:hs|harmoni[sz]ed|tariff|customs).*|tax(?:es|able| code| class| status| rate.*| category)?|charge tax|tax_.*|vat.*|seo.*|meta[ _](?:title|description|keywords?).*|url[ _]key|permalink|layout|template|redirect.*|sort order|position|menu order|created.*|updated.*|modified.*|published[ _]at|date (?:created|modified|added)|fulfil?lment.*|gift card|is_giftcard|requires shipping|shipping class.*|custom[ _]label.*|adwords.*|internal.*|uuid|gid|visibility.*|low stock.*|reorder.*|bin picking.*|collection|.*[ _]redirect)$/;

// Money that is no price of the shop: what it pays, earns or takes off. Prices are told from rows alone.
const MONEY =
  /\b(?:price|prices|pricing|costs?|margins?|mark-?up|profit|wholesale|purchase|fees?|discounts?|commission|suppliers?|tax(?:es)?|vat)\b/i;

/** What any file may call the moment of its counts; a date of last change is another thing. */
export const COUNTED_AT: readonly string[] = [
  'counted at',
  'counted_at',
  'counted on',
  'count date',
  'stock counted at',
  'stock date',
  'stock as of',
  'inventory date',
  'inventory as of',
  'stocktake date',
  'snapshot date',
  'as of',
];

/** Every name under which a format knows a column. */
export const knownNames = (format: TableFormat): ReadonlyMap<string, Field> =>
  new Map([
    ...COUNTED_AT.map((name) => [name, 'countedAt'] as const),
    ...FIELDS.flatMap((field) => (format.fields[field] ?? []).map((name) => [name, field] as const)),
  ]);

export const isHeaderOf = (format: TableFormat, header: readonly string[]): boolean => {
  const names = new Set(header.map(columnName));
  return format.needs.every((some) => some.some((name) => names.has(name)));
};

/** Finds the columns of a header. What the merchant's `content/import.yaml` says of a column comes first. */
export function tableColumns(
  format: TableFormat,
  header: readonly string[],
  rules: ColumnRules,
): TableColumns {
  const names = new Map<string, number>();
  const facts: FactColumn[] = [];
  const leftOut: string[] = [];
  const numbers = new Map<string, { name?: number; value?: number }>();
  const chosen: { name: number; value: number; called: string }[] = [];
  const known = knownNames(format);
  const patterns = Object.entries(format.patterns ?? {}) as [Field, RegExp][];
  const found = new Map<Field, { rank: number; column: number }[]>();
  const find = (field: Field, rank: number, column: number) =>
    found.set(field, [...(found.get(field) ?? []), { rank, column }]);
  header.forEach((written, column) => {
    const name = columnName(written);
    if (!name) return;
    if (!names.has(name)) names.set(name, column);
    const rule = rules.get(name);
    if (rule === 'drop') {
      leftOut.push(written.trim());
      return;
    }
    if (rule && 'field' in rule) {
      find(rule.field, -1, column);
      return;
    }
    if (rule && 'option' in rule) {
      chosen.push({ name: -1, value: column, called: rule.option });
      return;
    }
    const field = known.get(name) ?? patterns.find(([, pattern]) => pattern.test(name))?.[0];
    if (field && !rule) {
      find(field, format.fields[field]?.indexOf(name) ?? 0, column);
      return;
    }
    for (const part of ['name', 'value'] as const) {
      const number = format.numbered?.[part].exec(name)?.[1];
      if (number === undefined) continue;
      numbers.set(number, { ...numbers.get(number), [part]: column });
      return;
    }
    const metafield = METAFIELD.exec(written.trim());
    const label = rule?.as;
    if (metafield?.[2] && metafield[3] && metafield[4]) {
      const of = metafield[2].toLowerCase() === 'variant' ? 'variant' : 'product';
      const own = columnName(metafield[1] || metafield[4].replaceAll('_', ' '));
      const isOfHouse = APP_FIELD.test(metafield[3]) || HOUSE.test(own) || MONEY.test(own);
      if (!label && isOfHouse) leftOut.push(written.trim());
      else
        facts.push({
          at: column,
          of,
          label: label ?? (metafield[1]?.trim() || metafield[4]),
          key: STANDARD[`${metafield[3]}.${metafield[4]}`] ?? metafield[4],
        });
    } else if (
      !label &&
      (format.others || format.platform?.test(name) || HOUSE.test(name) || MONEY.test(name))
    )
      leftOut.push(written.trim());
    else {
      const plain = label ?? written.trim().replace(/^google shopping \/ /i, '');
      facts.push({ at: column, of: 'product', label: plain, key: plain });
    }
  });
  return {
    header,
    names,
    at: new Map(
      [...found].map(([field, places]) => [
        field,
        places.toSorted((a, b) => a.rank - b.rank).map(({ column }) => column),
      ]),
    ),
    facts,
    numbered: [
      ...[...numbers]
        .toSorted(([a], [b]) => Number(a) - Number(b))
        .flatMap(([, { name, value }]) => (value === undefined ? [] : [{ name: name ?? -1, value }])),
      ...chosen,
    ],
    leftOut,
  };
}
