import type { Category } from '#src/catalog/category-store.ts';
import { COLOUR } from '#src/language/colors.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { openCodeIndex, type CodeIndex } from './code-index.ts';
import { formsOf } from './words.ts';
import { groupsOf, type GroupRow, type Groups } from './groups.ts';
import { noTypeNouns, type TypeNouns } from './product-type-nouns.ts';

/** Something of the catalogue that a phrase can name. */
export type Named =
  | { readonly kind: 'label'; readonly key: AttributeKey }
  | {
      readonly kind: 'value';
      readonly key: AttributeKey;
      readonly value: string;
      readonly products: number;
      /** How many different values the key has: few make it a choice, many make it free words. */
      readonly choices: number;
    }
  | { readonly kind: 'brand'; readonly brand: string; readonly products: number };

export interface CategoryName {
  readonly slug: string;
  readonly name: string;
  readonly forms: readonly string[];
  /** The noun of the name, its last word: `shoe` of "Trail running shoes". */
  readonly head: string;
  readonly products: number;
}

/** Everything this catalogue can be asked about, in its own words. */
export interface Vocabulary {
  readonly version: number;
  /** What most variants are priced in; null for an empty catalogue. */
  readonly currency: string | null;
  /** Published products in all. */
  readonly products: number;
  readonly keys: ReadonlyMap<string, AttributeKey>;
  /** Phrases by their first word, longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Numeric keys by each word of their label or key. */
  readonly measures: ReadonlyMap<string, readonly Measure[]>;
  readonly categories: readonly CategoryName[];
  /** Colour words that variants are found by, in lower case, with the merchant's spelling. */
  readonly colours: ReadonlyMap<string, string>;
  /** First steps of category addresses whose products come in colours to choose from. */
  readonly colouredRoots: ReadonlySet<string>;
  /** In how many labels a word occurs: one that many share names no attribute by itself. */
  readonly labelUses: ReadonlyMap<string, number>;
  readonly types: TypeNouns;
  readonly codes: CodeIndex;
  readonly groups: Groups;
}

/** What is worked out of a vocabulary, once for each. */
export function ofVocabulary<Value>(
  make: (vocabulary: Vocabulary) => Value,
): (vocabulary: Vocabulary) => Value {
  const made = new WeakMap<Vocabulary, { readonly value: Value }>();
  return (vocabulary) => {
    const own = made.get(vocabulary) ?? { value: make(vocabulary) };
    made.set(vocabulary, own);
    return own.value;
  };
}

export interface Phrase {
  readonly forms: readonly string[];
  readonly named: Named;
}

interface Measure {
  readonly key: AttributeKey;
  readonly forms: ReadonlySet<string>;
}

interface ValueRow {
  readonly key: string;
  readonly word: string;
  readonly label: string;
  readonly products: number;
  readonly choices: number;
}

interface BrandRow {
  readonly brand: string;
  readonly products: number;
}

const LONGEST_PHRASE = 20; // words

interface VocabularyRows {
  readonly version: number;
  readonly currency: string | null;
  readonly products: number;
  readonly keys: readonly AttributeKey[];
  readonly values: readonly ValueRow[];
  readonly brands: readonly BrandRow[];
  readonly categories: readonly Category[];
  readonly colouredRoots: readonly string[];
  readonly types?: TypeNouns;
  readonly codes?: CodeIndex;
  readonly groups?: readonly GroupRow[];
}

/** The vocabulary of those rows. Words such as `constructor` are safe: every table is a Map. */
export function vocabularyOf(rows: VocabularyRows): Vocabulary {
  const keys = new Map(rows.keys.map((key) => [key.key, key]));
  const values = rows.values.flatMap((row) => {
    const key = keys.get(row.key);
    return key
      ? [{ kind: 'value' as const, key, value: row.label, products: row.products, choices: row.choices }]
      : [];
  });
  const named: Phrase[] = [
    ...rows.keys.flatMap((key) =>
      labelForms(key).map((forms) => ({ forms, named: { kind: 'label' as const, key } })),
    ),
    ...values
      .filter((value) => value.key.key !== COLOUR)
      .map((value) => ({ forms: formsOf(value.value), named: value })),
    ...rows.brands.map((row) => ({ forms: formsOf(row.brand), named: { kind: 'brand' as const, ...row } })),
  ];
  return {
    version: rows.version,
    currency: rows.currency,
    products: rows.products,
    keys,
    phrases: byFirstWord(named),
    measures: measuresOf(rows.keys),
    categories: rows.categories.map(categoryName).filter((one) => one.forms.length > 0),
    colours: new Map(
      rows.values.filter((row) => row.key === COLOUR).map((row) => [row.word.toLowerCase(), row.label]),
    ),
    colouredRoots: new Set(rows.colouredRoots),
    labelUses: labelUses(rows.keys),
    types: rows.types ?? noTypeNouns,
    codes: rows.codes ?? openCodeIndex(),
    groups: groupsOf(rows.groups ?? []),
  };
}

/** The ways to name a key: its label and, where it differs, the key itself. */
const labelForms = (key: AttributeKey): readonly (readonly string[])[] => {
  const label = formsOf(key.label);
  const own = formsOf(key.key);
  return label.join(' ') === own.join(' ') ? [label] : [label, own];
};

function byFirstWord(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const [first] = phrase.forms;
    if (!first || phrase.forms.length > LONGEST_PHRASE) continue;
    const list = index.get(first) ?? [];
    list.push(phrase);
    index.set(first, list);
  }
  for (const list of index.values()) list.sort((a, b) => b.forms.length - a.forms.length);
  return index;
}

function measuresOf(keys: readonly AttributeKey[]): ReadonlyMap<string, readonly Measure[]> {
  const index = new Map<string, Measure[]>();
  for (const key of keys) {
    // A handful of numbers among words ("display resolution") does not make a measure.
    if (!key.numbers || (!key.isOption && key.numbers < key.words * 0.2)) continue;
    for (const forms of labelForms(key)) {
      const measure = { key, forms: new Set(forms) };
      for (const form of measure.forms) index.set(form, [...(index.get(form) ?? []), measure]);
    }
  }
  return index;
}

function categoryName(category: Category): CategoryName {
  const forms = formsOf(category.name).filter((form) => form !== 'and' && form !== 'for' && form !== 'the');
  return {
    slug: category.slug,
    name: category.name,
    forms,
    head: forms.at(-1) ?? '',
    products: category.products,
  };
}

function labelUses(keys: readonly AttributeKey[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const key of keys) {
    for (const form of new Set(formsOf(key.label))) uses.set(form, (uses.get(form) ?? 0) + 1);
  }
  return uses;
}
