/** Products that belong together: how many they are, and how many state a key. */
export interface Group {
  readonly products: number;
  /** Keys that few of them state are left out. */
  readonly stating: Readonly<Record<string, number>>;
  /**
   * Of a category or a noun: where those stand that are called so, by address of the innermost category. Of a brand: who
   * makes those that its name stands in, in lower case.
   */
  readonly called: Readonly<Record<string, number>>;
}

export interface GroupRow extends Group {
  readonly kind: string;
  readonly name: string;
}

/** The groups of a catalogue, as `search/attributes/tally-groups.ts` counted them when it was last indexed whole. */
export interface Groups {
  readonly all: Group | null;
  /** By a term of the title or of the kind. */
  readonly byTerm: ReadonlyMap<string, Group>;
  readonly byCategory: ReadonlyMap<string, Group>;
  /** In lower case. */
  readonly byBrand: ReadonlyMap<string, Group>;
  /** By the terms of a colour's name that is a thing's too and of the word right behind it. */
  readonly byPair: ReadonlyMap<string, Group>;
}

export function groupsOf(rows: readonly GroupRow[]): Groups {
  const of = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.name, row] as const));
  return {
    all: of('all').get('') ?? null,
    byTerm: of('word'),
    byCategory: of('category'),
    byBrand: of('brand'),
    byPair: of('pair'),
  };
}

/** The share of a group that states a key. */
export const stating = (group: Group, key: string): number =>
  Object.hasOwn(group.stating, key) ? (group.stating[key] ?? 0) / group.products : 0;

/** Of the products that are called so, the share of those categories or makers; null where none is called so. */
export function calledWithin({ called }: Group, slugs: readonly string[]): number | null {
  const all = Object.values(called).reduce((sum, products) => sum + products, 0);
  const inside = Object.entries(called)
    .filter(([own]) => slugs.some((slug) => own === slug || own.startsWith(`${slug}/`)))
    .reduce((sum, [, products]) => sum + products, 0);
  return all === 0 ? null : inside / all;
}
