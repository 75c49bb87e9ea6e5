import type { DocumentRows } from '#src/search/engine/engine.ts';

export interface Item {
  readonly id: number;
  isAvailable: boolean;
  readonly numbers: Record<string, number>;
  readonly units: Record<string, string>;
  readonly flags: Record<string, boolean>;
  readonly dynamic: Stated[];
}

export interface Stated {
  readonly field: string;
  readonly value: number | string | boolean;
}

export interface Document {
  readonly id: number;
  readonly keywords: Record<string, readonly string[]>;
  readonly numbers: Record<string, number | null>;
  readonly items: Item[];
  readonly dynamic: Stated[];
}

/** The documents of columns; those without items are left out. */
export function documentsIn({ ids, keywords, numbers, items, dynamic }: DocumentRows): readonly Document[] {
  const at = <One>(columns: Readonly<Record<string, readonly One[]>>, place: number) =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([field, column]) => {
        const value = column[place];
        return value === undefined ? [] : [[field, value] as const];
      }),
    );
  const stated = (document: number, item: number): Stated[] =>
    dynamic.documents.flatMap((owner, place) =>
      owner === document && (dynamic.items[place] ?? 0) === item
        ? [
            {
              field: dynamic.fields[place] ?? '',
              value: dynamic.numbers[place] ?? dynamic.keywords[place] ?? dynamic.flags[place] ?? false,
            },
          ]
        : [],
    );
  return ids
    .map((id, place) => ({
      id,
      keywords: at(keywords, place),
      numbers: at(numbers, place),
      dynamic: stated(id, 0),
      items: items.documents.flatMap((document, n) =>
        document === id
          ? [
              {
                id: items.ids[n] ?? 0,
                isAvailable: items.isAvailable[n] ?? false,
                numbers: at(items.numbers, n),
                units: at(items.units, n),
                flags: at(items.flags, n),
                dynamic: stated(id, items.ids[n] ?? 0),
              },
            ]
          : [],
      ),
    }))
    .filter((document) => document.items.length > 0);
}
