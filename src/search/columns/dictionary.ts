/** Numbers for texts, given in the order in which they are first met and never changed. */
export interface StringIds {
  numberOf(text: string): number;
  /** -1 where the text was never met. */
  known(text: string): number;
  textOf(number: number): string;
  readonly size: number;
}

export function openStringIds(): StringIds {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    known: (text) => numbers.get(text) ?? -1,
    textOf: (number) => texts[number] ?? '',
    get size() {
      return texts.length;
    },
  };
}

/** Sets of categories, each once: most products share one of a few. */
export interface CategorySets {
  numberOf(categories: readonly number[]): number;
  /** The categories of each set, by its number. */
  readonly lists: readonly (readonly number[])[];
}

function openCategorySets(): CategorySets {
  const sets = openStringIds();
  const lists: (readonly number[])[] = [];
  return {
    numberOf(categories) {
      const number = sets.numberOf(categories.join(' '));
      lists[number] ??= categories;
      return number;
    },
    lists,
  };
}

/** Everything that facts and products name, by number, for one whole shelf. */
export interface Dictionary {
  readonly keys: StringIds;
  /** Values as `key number\0value in lower case`: the same word of two keys is two values. */
  readonly values: StringIds;
  readonly currencies: StringIds;
  readonly categories: StringIds;
  readonly categorySets: CategorySets;
  /** In lower case. */
  readonly brands: StringIds;
  /** How a brand is written, by its number. */
  readonly brandLabels: Map<number, string>;
}

export const openDictionary = (): Dictionary => ({
  keys: openStringIds(),
  values: openStringIds(),
  currencies: openStringIds(),
  categories: openStringIds(),
  categorySets: openCategorySets(),
  brands: openStringIds(),
  brandLabels: new Map(),
});

export const valueId = (key: number, word: string): string => `${key}\0${word}`;

/** The key's number and the word of a value's number. */
export function valueOf(
  dictionary: Dictionary,
  value: number,
): { readonly key: number; readonly word: string } {
  const text = dictionary.values.textOf(value);
  const at = text.indexOf('\0');
  return { key: Number(text.slice(0, at)), word: text.slice(at + 1) };
}
