import type { Product } from '#src/catalog/product.ts';
import { unitOf } from '#src/language/units.ts';

/*
 * Feeds often state a bare number ("display diagonal" 17). The unit is learned from titles and descriptions that
 * repeat the number with one ("17 inch"), else read off the label's dimension and the usual size of its numbers.
 */

const MENTION = /(?<!\d)(\d+(?:[.,]\d+)?)\s?-?(fl oz|[a-zµ°]{1,12}|%|["″])(?![\p{L}])/giu;
const ENOUGH = 3; // mentions before a unit is believed
const SHARE = 0.5; // of all mentions of the key's numbers with any unit

const KIND_OF_LABEL: readonly (readonly [words: RegExp, dimension: string])[] = [
  [/\b(weight|mass)\b/, 'mass'],
  [/\b(length|width|height|depth|diameter|thickness|diagonal|distance)\b/, 'length'],
  [/\b(memory|ram|storage|hdd|ssd|disk|drive)\b/, 'data'],
  [/\b(frequency|clock)\b/, 'frequency'],
  [/\b(power|wattage|consumption)\b/, 'power'],
  [/\b(duration|runtime|battery life|time)\b/, 'time'],
  [/\b(volume)\b/, 'volume'],
];

export interface UnitTally {
  readonly label: string;
  readonly numbers: number[];
  readonly mentions: Map<string, number>;
}

/** Notes which units stand behind the unit-less numbers of one product in its own words. */
export function tallyUnits(tallies: Map<string, UnitTally>, product: Product): void {
  const said = new Map<number, Set<string>>();
  for (const found of `${product.title}\n${product.description.slice(0, 2000)}`.matchAll(MENTION)) {
    const unit = unitOf(found[2] ?? '');
    if (!unit) continue;
    const number = Number(found[1]?.replace(',', '.'));
    said.set(number, (said.get(number) ?? new Set()).add(unit.name));
  }
  for (const attribute of product.attributes) {
    if (attribute.kind !== 'number' || attribute.unit !== null) continue;
    const tally = tallies.get(attribute.key) ?? freshTally(attribute.label);
    tallies.set(attribute.key, tally);
    if (tally.numbers.length < 500) tally.numbers.push(attribute.value);
    for (const unit of said.get(attribute.value) ?? []) {
      tally.mentions.set(unit, (tally.mentions.get(unit) ?? 0) + 1);
    }
  }
}

/** The unit its rows most likely mean; null where nothing speaks for one. */
export function impliedUnit(tally: UnitTally): string | null {
  const label = tally.label.toLowerCase();
  const dimension = KIND_OF_LABEL.find(([words]) => words.test(label))?.[1] ?? null;
  const counts = [...tally.mentions].filter(([unit]) => !dimension || unitOf(unit)?.dimension === dimension);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const [unit, count] = counts.toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0];
  // A label that counts things ("ports quantity 2") must not borrow a unit from a chance "2 m" in the title.
  const counting =
    /\b(quantity|number|count|slots|ports|cores|pack|per|version|pages|yield|ratio|year)\b/.test(label);
  const believable = dimension ? count >= ENOUGH : count >= 10 && count >= tally.numbers.length * 0.3;
  if (unit && !counting && believable && count >= all * SHARE) return unit;
  if (dimension === 'mass' && !counting) return middle(tally.numbers) >= 20 ? 'g' : 'kg';
  return null;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

const freshTally = (label: string): UnitTally => ({ label, numbers: [], mentions: new Map() });
