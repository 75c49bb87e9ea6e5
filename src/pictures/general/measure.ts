import { LRUCache } from 'lru-cache';
import { attributeText } from '#src/catalog/product.ts';
import { specsOf } from '#src/catalog/key-figures.ts';
import { unitOf } from '#src/language/units.ts';
import { span, ticks } from '../drawing/ruler.ts';
import type { Subject } from '../drawing/subject.ts';
import { label } from '../drawing/svg.ts';

/** The one quantity that a thing without stated sides is measured by. */
export interface Quantity {
  readonly value: number;
  readonly told: string;
  /** In words: `net weight 500 g`. */
  readonly fact: string;
}

const QUANTITY =
  /^(?:product_|item_|net_|total_)?(?:length|width|height|depth|lange|longueur|volume|content|capacity|inhalt|weight|gewicht|poids)$/;
const MEASURED = new Set(['length', 'volume', 'mass']);

/** What is stated of length, volume or weight, or what the pack holds; null where nothing is. */
export function quantityOf({ product, variant }: Subject): Quantity | null {
  for (const one of specsOf(product, variant)) {
    if (one.kind !== 'number' || !QUANTITY.test(one.key) || !(one.value > 0 && one.value < 1e7)) continue;
    if (!MEASURED.has(unitOf(one.unit)?.dimension ?? '')) continue;
    const told = attributeText(one);
    return { value: one.value, told, fact: `${one.label.toLowerCase()} ${told}` };
  }
  const pack = variant.unitMeasure;
  if (!pack || !(pack.amount > 0)) return null;
  const told = `${pack.amount} ${pack.unit}`;
  return { value: pack.amount, told, fact: told };
}

const scales = new LRUCache<string, string>({ max: 8 });

/** The same under every body of one width. */
function fineScale(x: number, y: number, wide: number): string {
  const key = `${x} ${y} ${wide}`;
  const known = scales.get(key) ?? ticks([x, y], [x + wide, y], 20, 1, 1, 16);
  scales.set(key, known);
  return known;
}

/** A fine scale from nothing to the next round number, with a strong line as far as the quantity goes. */
export function measure({ value, told }: Quantity, x: number, y: number, wide: number): string {
  const tenth = 10 ** Math.floor(Math.log10(value));
  const whole = [1, 2, 5, 10].map((times) => times * tenth).find((most) => most >= value) ?? value;
  const reach = x + (wide * value) / whole;
  return fineScale(x, y, wide) + span([x, y], [reach, y], 6) + label([x, y + 58], told, { size: 40 });
}
