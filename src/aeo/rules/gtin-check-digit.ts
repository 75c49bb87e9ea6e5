import { nameOf, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

const lengths: Readonly<Record<string, readonly number[]>> = {
  gtin: [8, 12, 13, 14],
  gtin8: [8],
  gtin12: [12],
  gtin13: [13],
  gtin14: [14],
};

export const gtinCheckDigit: Rule = {
  id: 'gtin-check-digit',
  title: 'GTINs are whole and their check digit is right',
  severity: 'error',
  why: 'Engines join a product across shops by its GTIN; a wrong one joins it to nothing or to another product.',
  check: ({ graph }) =>
    nodesOf(graph, 'Product').flatMap((product) =>
      Object.entries(lengths).flatMap(([name, allowed]) => {
        const gtin = said(product, name);
        if (gtin === null || (allowed.includes(gtin.length) && isChecked(gtin))) return [];
        return [
          {
            where: nameOf(product),
            found: `${name} “${gtin}” is no valid GTIN.`,
            fix: `Copy the ${allowed.join(', ')} digits below the bar code, with leading zeros; or leave it out.`,
          },
        ];
      }),
    ),
};

/** GS1 General Specifications 7.9: digits weigh 3 and 1 in turn, from the right. */
function isChecked(gtin: string): boolean {
  if (!/^\d+$/.test(gtin)) return false;
  const digits = [...gtin].reverse().map(Number);
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0;
}
