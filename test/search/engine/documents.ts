import { BLOCK_BITS, type DocumentRows, type Engine, type Schema } from '#src/search/engine/engine.ts';

/** A garden centre's plants stand in for any document: an engine knows nothing of what it holds. */
export const schema: Schema = {
  keywords: ['family', 'grower'],
  numbers: ['age', 'fame'],
  itemNumbers: ['height'],
  itemFlags: ['grafted'],
};

type Value = number | string | boolean;

interface TestItem {
  readonly id: number;
  readonly height: number;
  /** Default: cm. */
  readonly unit?: string;
  readonly grafted?: boolean;
  /** Default: true. */
  readonly available?: boolean;
  readonly dynamic?: Readonly<Record<string, Value | readonly Value[]>>;
}

export interface TestDocument {
  readonly id: number;
  readonly family?: readonly string[];
  readonly grower?: string;
  readonly age?: number;
  readonly fame?: number;
  readonly items: readonly TestItem[];
  readonly dynamic?: Readonly<Record<string, Value | readonly Value[]>>;
}

export const blockOf = (id: number): number => Math.floor(id / 2 ** BLOCK_BITS);

/** Documents of one block as an engine takes them. */
export function rowsOf(documents: readonly TestDocument[]): DocumentRows {
  const inOrder = documents.toSorted((a, b) => a.id - b.id);
  const items = inOrder.flatMap((document) =>
    document.items.toSorted((a, b) => a.id - b.id).map((item) => ({ document, item })),
  );
  const stated = inOrder.flatMap((document) => [
    ...valuesOf(document.dynamic, document.id, 0),
    ...document.items
      .toSorted((a, b) => a.id - b.id)
      .flatMap((item) => valuesOf(item.dynamic, document.id, item.id)),
  ]);
  return {
    ids: inOrder.map((one) => one.id),
    keywords: {
      family: inOrder.map((one) => one.family ?? []),
      grower: inOrder.map((one) => (one.grower === undefined ? [] : [one.grower])),
    },
    numbers: { age: inOrder.map((one) => one.age ?? null), fame: inOrder.map((one) => one.fame ?? null) },
    items: {
      documents: items.map((one) => one.document.id),
      ids: items.map((one) => one.item.id),
      isAvailable: items.map((one) => one.item.available ?? true),
      numbers: { height: items.map((one) => one.item.height) },
      units: { height: items.map((one) => one.item.unit ?? 'cm') },
      flags: { grafted: items.map((one) => one.item.grafted ?? false) },
    },
    dynamic: {
      documents: stated.map((one) => one.document),
      items: stated.map((one) => one.item),
      fields: stated.map((one) => one.field),
      numbers: stated.map(({ value }) => (typeof value === 'number' ? value : null)),
      keywords: stated.map(({ value }) => (typeof value === 'string' ? value : null)),
      flags: stated.map(({ value }) => (typeof value === 'boolean' ? value : null)),
    },
  };
}

const valuesOf = (dynamic: TestDocument['dynamic'], document: number, item: number) =>
  Object.entries(dynamic ?? {}).flatMap(([field, told]) =>
    [told].flat().map((value: Value) => ({ document, item, field, value })),
  );

/** Puts documents into an engine, each block whole. */
export async function fill(engine: Engine, documents: readonly TestDocument[]): Promise<void> {
  const blocks = Map.groupBy(documents, ({ id }) => blockOf(id));
  await engine.replace(new Map([...blocks].map(([number, some]) => [number, rowsOf(some)])));
}
