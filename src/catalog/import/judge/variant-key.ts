import { createHash } from 'node:crypto';
import { cleanLine, cutTo } from '#src/catalog/import/values/plain-text.ts';
import { slugOf } from '#src/catalog/slug.ts';

export const KEY_LENGTH = 120;
const MARK_LENGTH = 8;

const markOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, MARK_LENGTH);

/** A text that fits: whole, or cut and ended with a mark of what was cut. */
const fitting = (text: string, parts: readonly string[]): string =>
  text.length <= KEY_LENGTH ? text : `${cutTo(text, KEY_LENGTH - MARK_LENGTH - 1)}-${markOf(parts)}`;

const withMark = (text: string, parts: readonly string[]): string =>
  `${cutTo(text, KEY_LENGTH - MARK_LENGTH - 1)}-${markOf(parts)}`;

/** Whether an address made of a text says all of it: `Orbit 20` does, `Orbit 20+` does not. */
const saysAll = (text: string): boolean => {
  const plain = cleanLine(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/g, '');
  return plain.replace(/[\s_/-]+/g, '-') === slugOf(text);
};

export interface KeyWish {
  readonly sku: string;
  /** Whether no other product on sale has that SKU. */
  readonly own: boolean;
  readonly values: readonly string[];
}

export interface VariantKey {
  readonly key: string;
  readonly made: 'as-told' | 'for-none' | 'shortened' | 'shared';
}

/**
 * The shop's own key of each variant of a product: its SKU where that is its alone and fits, else one made of the SKU or the product's
 * key and the options. Equal files give equal keys, whatever the order of their rows.
 */
export function variantKeys(productKey: string, wishes: readonly KeyWish[]): readonly VariantKey[] {
  const count = new Map<string, number>();
  for (const { sku } of wishes) if (sku) count.set(sku, (count.get(sku) ?? 0) + 1);
  const first = wishes.map(({ sku, own, values }): VariantKey & { readonly parts: readonly string[] } => {
    const parts = [productKey, sku, ...values];
    if (sku && own && count.get(sku) === 1) {
      const key = fitting(sku, [sku]);
      return { key, made: key === sku ? 'as-told' : 'shortened', parts };
    }
    if (!sku)
      return { key: fitting([productKey, ...values].map(slugOf).join('-'), parts), made: 'for-none', parts };
    const told = (count.get(sku) ?? 0) > 1 && own ? [cutTo(sku, 60)] : [cutTo(sku, 60), slugOf(productKey)];
    return { key: fitting([...told, ...values.map(slugOf)].join('-'), parts), made: 'shared', parts };
  });
  const times = new Map<string, number>();
  for (const { key } of first) times.set(key, (times.get(key) ?? 0) + 1);
  return first.map(({ key, made, parts }, at) => {
    const unsaid = made !== 'as-told' && ![productKey, ...(wishes[at]?.values ?? [])].every(saysAll);
    return { key: (times.get(key) ?? 0) > 1 && unsaid ? withMark(key, parts) : key, made };
  });
}

/** A key of its own for a variant whose made key another product has already. */
export const otherKey = (key: string, productKey: string, values: readonly string[]): string =>
  withMark(key, [productKey, ...values]);
