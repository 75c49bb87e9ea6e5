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

/** The keywords of a declared field, and sets of them, each once: most documents share one of a few. */
export interface KeywordSets {
  readonly words: StringIds;
  numberOf(keywords: readonly string[]): number;
  /** The keywords of each set, by its number. */
  readonly lists: readonly (readonly number[])[];
}

function openKeywordSets(): KeywordSets {
  const words = openStringIds();
  const sets = openStringIds();
  const lists: (readonly number[])[] = [];
  return {
    words,
    numberOf(keywords) {
      const list = keywords.map((word) => words.numberOf(word));
      const number = sets.numberOf(list.join(' '));
      lists[number] ??= list;
      return number;
    },
    lists,
  };
}

/** Everything that documents name, by number, for one whole store. */
export interface Dictionary {
  /** Dynamic fields. */
  readonly fields: StringIds;
  /** Values of dynamic fields as `field's number\0value`: the same word of two fields is two values. */
  readonly values: StringIds;
  readonly units: StringIds;
  /** By declared field. */
  readonly keywords: ReadonlyMap<string, KeywordSets>;
}

export const openDictionary = (keywords: readonly string[]): Dictionary => ({
  fields: openStringIds(),
  values: openStringIds(),
  units: openStringIds(),
  keywords: new Map(keywords.map((field) => [field, openKeywordSets()])),
});

export const valueId = (field: number, word: string): string => `${field}\0${word}`;

/** The field and the word of a value's number. */
export function valueOf(
  dictionary: Dictionary,
  value: number,
): { readonly field: string; readonly word: string } {
  const text = dictionary.values.textOf(value);
  const at = text.indexOf('\0');
  return { field: dictionary.fields.textOf(Number(text.slice(0, at))), word: text.slice(at + 1) };
}
