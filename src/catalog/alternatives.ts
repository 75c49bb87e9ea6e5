import { priceRange, type Product } from './product.ts';
import type { Neighbour } from './neighbours.ts';

/**
 * The ids of the candidates most like the product: by the share of stated words they have in common and by how far
 * their numbers and price lie apart. The product itself is left out.
 */
export function alternativesTo(
  product: Product,
  candidates: readonly Neighbour[],
  most: number,
): readonly number[] {
  return candidates
    .filter((candidate) => candidate.id !== product.id)
    .map((candidate) => ({ candidate, distance: distance(product, candidate) }))
    .toSorted((a, b) => a.distance - b.distance || a.candidate.id - b.candidate.id)
    .slice(0, most)
    .map(({ candidate }) => candidate.id);
}

/** Mean difference over price and every fact of the first: 0 alike, 1 nothing in common. */
function distance(first: Product, second: Neighbour): number {
  const others = new Map(second.attributes.map((attribute) => [attribute.key, attribute]));
  const parts = first.attributes.map((mine) => {
    const other = others.get(mine.key);
    if (mine.kind === 'number' && other?.kind === 'number') return apart(mine.value, other.value);
    if (mine.kind === 'flag' && other?.kind === 'flag') return mine.value === other.value ? 0 : 1;
    if (mine.kind === 'words' && other?.kind === 'words') {
      const shared = mine.values.filter((value) => other.values.includes(value)).length;
      return 1 - (2 * shared) / (mine.values.length + other.values.length);
    }
    return 1;
  });
  parts.push(apart(priceRange(first).from.minor, second.from));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

const apart = (a: number, b: number): number => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1);
