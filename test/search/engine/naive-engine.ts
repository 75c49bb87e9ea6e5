import type {
  FieldCount,
  FieldFilter,
  FieldQuery,
  LocalEngine,
  Matching,
  Schema,
  SortKey,
} from '#src/search/engine/engine.ts';
import { documentsIn, type Document, type Item, type Stated } from './naive-documents.ts';

/** The plainest engine that keeps the contract: loops over objects, nothing remembered. */
export function openNaiveEngine(schema: Schema): LocalEngine {
  let blocks = new Map<number, readonly Document[]>();
  const all = () => [...blocks.values()].flat();
  const find = (id: number) => all().find((one) => one.id === id);
  const matches = (document: Document, item: Item, filter: FieldFilter): boolean => {
    const { field } = filter;
    const dynamic = [...document.dynamic, ...item.dynamic].flatMap((one) =>
      one.field === field ? [one.value] : [],
    );
    if (schema.keywords.includes(field)) {
      if (filter.kind !== 'any-of') return false;
      return filter.values.some((one) => document.keywords[field]?.includes(one)) !== filter.negated;
    }
    if (schema.numbers.includes(field)) {
      const isOpen = filter.kind === 'range' && filter.min === null && filter.max === null;
      return filter.kind === 'range' && (isOpen || isWithin(document.numbers[field] ?? null, filter));
    }
    if (schema.itemNumbers.includes(field)) {
      if (filter.kind !== 'range' || (filter.unit !== null && filter.unit !== item.units[field]))
        return false;
      return isWithin(item.numbers[field] ?? null, filter);
    }
    if (schema.itemFlags.includes(field)) return filter.kind === 'flag' && item.flags[field] === filter.value;
    if (filter.kind === 'any-of') {
      return filter.values.some((one) => dynamic.includes(one)) !== filter.negated;
    }
    if (filter.kind === 'flag') return dynamic.includes(filter.value);
    return dynamic.some((one) => typeof one === 'number' && isWithin(one, filter));
  };
  /** Items that match all filters but those of `spared` fields at most. */
  const itemsWith = (document: Document, query: FieldQuery, spared: number) =>
    document.items.filter((item) => {
      if (!item.isAvailable && !query.includeUnavailable) return false;
      const broken = query.filters.filter((filter) => !matches(document, item, filter));
      if (broken.some((one) => one.kind === 'any-of' && one.negated)) return false;
      return new Set(broken.map((one) => one.field)).size <= spared;
    });
  const found = (query: FieldQuery, among: readonly number[] | null = null, spared = 0) =>
    (among ? [...new Set(among)].flatMap((id) => find(id) ?? []) : all())
      .map((document) => ({ document, items: itemsWith(document, query, spared) }))
      .filter(({ items }) => items.length > 0);
  type Found = ReturnType<typeof found>[number];
  const matching = (query: FieldQuery, spared: number): Matching => {
    const ids = () => found(query, null, spared).map((one) => one.document.id);
    return {
      marks(highest) {
        const marks = new Uint8Array(highest + 1);
        for (const id of ids()) if (id <= highest) marks[id] = 1;
        return marks;
      },
      list: (most) => (ids().length > most ? null : ids().sort((a, b) => a - b)),
      isEmpty: () => ids().length === 0,
    };
  };
  const placeOf = ({ document, items }: Found, { field, order }: SortKey): number => {
    const lowest = schema.itemNumbers.includes(field)
      ? Math.min(...items.map((item) => item.numbers[field] ?? Infinity))
      : null;
    const number = field === 'id' ? document.id : (lowest ?? document.numbers[field] ?? null);
    return number === null ? Infinity : order === 'ascending' ? number : -number;
  };
  const valuesOf = ({ document, items }: Found, field: string): readonly Stated['value'][] => {
    if (schema.keywords.includes(field)) return document.keywords[field] ?? [];
    if (schema.itemNumbers.includes(field)) return items.map((item) => item.numbers[field] ?? NaN);
    return dynamicOf({ document, items }, field);
  };
  const dynamicOf = ({ document, items }: Found, field: string): readonly Stated['value'][] => {
    const stated = [...document.dynamic, ...items.flatMap((item) => item.dynamic)];
    return [...new Set(stated.flatMap((one) => (one.field === field ? [one.value] : [])))];
  };
  const countOf = (each: readonly (readonly Stated['value'][])[], field: string): FieldCount => {
    const numbers = each.flat().filter((one) => typeof one === 'number');
    const counts = Map.groupBy(
      each.flat().filter((one) => typeof one === 'string'),
      (one) => one,
    );
    return {
      field,
      values: [...counts]
        .map(([value, { length }]) => ({ value, count: length }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
      flags: {
        yes: each.filter((one) => one.includes(true)).length,
        no: each.filter((one) => one.includes(false)).length,
      },
      least: numbers.length ? Math.min(...numbers) : null,
      most: numbers.length ? Math.max(...numbers) : null,
    };
  };
  const usualFields = (some: readonly Found[], most: number, share: number): readonly string[] => {
    const stating = new Map<string, { documents: number; ofItems: boolean }>();
    for (const { document, items } of some) {
      const ofItems = new Set(items.flatMap((item) => item.dynamic.map((one) => one.field)));
      for (const field of new Set([...document.dynamic.map((one) => one.field), ...ofItems])) {
        const before = stating.get(field) ?? { documents: 0, ofItems: false };
        stating.set(field, {
          documents: before.documents + 1,
          ofItems: before.ofItems || ofItems.has(field),
        });
      }
    }
    return [...stating]
      .filter(([, { documents }]) => documents >= Math.max(1, share * some.length))
      .sort(
        ([a, one], [b, other]) =>
          other.documents - one.documents || Number(other.ofItems) - Number(one.ofItems) || (a < b ? -1 : 1),
      )
      .slice(0, most)
      .map(([field]) => field);
  };
  return {
    replace(changed) {
      blocks = new Map([
        ...blocks,
        ...[...changed].map(([number, rows]) => [number, rows ? documentsIn(rows) : []] as const),
      ]);
    },
    setAvailable(document, item, isAvailable) {
      const one = find(document)?.items.find(({ id }) => id === item);
      if (one) one.isAvailable = isAvailable;
    },
    item(document, item) {
      const one = find(document)?.items.find(({ id }) => id === item);
      return one
        ? { isAvailable: one.isAvailable, numbers: one.numbers, units: one.units, flags: one.flags }
        : null;
    },
    numberOf: (document, field) => find(document)?.numbers[field] ?? null,
    isAvailable: (document) => find(document)?.items.some((item) => item.isAvailable) ?? null,
    list(query, { sort, offset, most, among = null }) {
      const some = found(query, among).sort((a, b) => {
        for (const key of sort) {
          const [left, right] = [placeOf(a, key), placeOf(b, key)];
          if (left !== right) return left < right ? -1 : 1;
        }
        return a.document.id - b.document.id;
      });
      return { ids: some.map((one) => one.document.id).slice(offset, offset + most), total: some.length };
    },
    matching: (query) => matching(query, 0),
    near: (query) => matching(query, 1),
    among: (query, documents) => documents.filter((id) => found(query, [id]).length > 0),
    itemsOf: (query) => (document) =>
      new Set(found(query, [document]).flatMap((one) => one.items.map(({ id }) => id))),
    count(query, { fields, usual, among }) {
      const some = found(query, among);
      const isDeclared = (field: string) => [...schema.keywords, ...schema.itemNumbers].includes(field);
      const asked = fields.filter(
        (field) => isDeclared(field) || some.some((one) => dynamicOf(one, field).length > 0),
      );
      const isOfNumbers =
        !usual && fields.length > 0 && fields.every((field) => schema.itemNumbers.includes(field));
      return {
        documents: isOfNumbers ? null : some.length,
        fields: new Map(
          asked.map((field) => [
            field,
            countOf(
              some.map((one) => valuesOf(one, field)),
              field,
            ),
          ]),
        ),
        usual: (usual ? usualFields(some, usual.most, usual.share) : []).map((field) =>
          countOf(
            some.map((one) => dynamicOf(one, field)),
            field,
          ),
        ),
      };
    },
    closest(query, { field, distance, most, among }) {
      return found(query, among)
        .map((one) => {
          const numbers = valuesOf(one, field).filter((value) => typeof value === 'number');
          return { id: one.document.id, far: Math.min(...numbers.map((number) => distance(number))) };
        })
        .filter(({ far }) => far < Infinity)
        .sort((a, b) => a.far - b.far || a.id - b.id)
        .slice(0, most)
        .map(({ id }) => id);
    },
  };
}

function isWithin(value: number | null, range: Extract<FieldFilter, { kind: 'range' }>): boolean {
  if (value === null) return false;
  const low = range.min === null || (range.minInclusive ? value >= range.min : value > range.min);
  return low && (range.max === null || (range.maxInclusive ? value <= range.max : value < range.max));
}
