import { formsOf } from './words.ts';

/** What products call themselves, by category: whether a noun means a category, or things in several. */
export interface TypeNouns {
  /** Categories (whole addresses) with products whose type ends in the noun: `sock` of "Compression sock". */
  readonly heads: ReadonlyMap<string, ReadonlySet<string>>;
  /** Categories with products whose type holds the word anywhere. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every category address, parents too, with products that state a type. */
  readonly typed: ReadonlySet<string>;
}

export const noTypeNouns: TypeNouns = { heads: new Map(), words: new Map(), typed: new Set() };

export interface TypeRow {
  readonly type: string;
  /** The category addresses of products that call themselves so, parents first. */
  readonly slugs: readonly string[];
}

export function typeNounsOf(rows: readonly TypeRow[]): TypeNouns {
  const heads = new Map<string, Set<string>>();
  const words = new Map<string, Set<string>>();
  const typed = new Set<string>();
  for (const { type, slugs } of rows) {
    const slug = slugs.at(-1) ?? '';
    // "Light, for a bike" is a light.
    const forms = formsOf(type.split(/[,(]| for | with /)[0] ?? type);
    const add = (to: Map<string, Set<string>>, form: string) =>
      to.set(form, (to.get(form) ?? new Set()).add(slug));
    for (const form of forms) add(words, form);
    const head = forms.at(-1);
    if (head) add(heads, head);
    for (const slug of slugs) typed.add(slug);
  }
  return { heads, words, typed };
}
