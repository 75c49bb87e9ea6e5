import { isGtin, isRestrictedGtin } from '#src/catalog/import/values/gtin.ts';
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
  title: 'GTINs are whole, their check digit is right, and GS1 issued them',
  severity: 'error',
  why: 'Engines join a product across shops by its GTIN; a wrong one joins it to nothing or to another product.',
  check: ({ graph }) =>
    nodesOf(graph, 'Product').flatMap((product) =>
      Object.entries(lengths).flatMap(([name, allowed]) => {
        const gtin = said(product, name);
        if (gtin === null || (allowed.includes(gtin.length) && isGtin(gtin) && !isRestrictedGtin(gtin)))
          return [];
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
