import { linked, nameOf, nodesOf, said } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const unitPrice: Rule = {
  id: 'unit-price',
  title: 'A unit price says for how much of what',
  severity: 'error',
  why: 'A price per 100 g is only one where amount, unit and base amount stand beside it.',
  check: ({ graph }) =>
    nodesOf(graph, 'UnitPriceSpecification').flatMap((specification) =>
      linked(graph, specification, 'referenceQuantity').flatMap((quantity): Flaw[] => {
        const amount = Number(said(quantity, 'value'));
        const unit = said(quantity, 'unitCode') ?? said(quantity, 'unitText');
        if (amount > 0 && unit) return [];
        return [
          {
            where: nameOf(specification),
            found: `The price is for “${said(quantity, 'value') ?? 'nothing'} ${unit ?? 'of no unit'}”.`,
            fix: 'State the content of the pack and its unit in the catalogue, such as 60 g.',
          },
        ];
      }),
    ),
};
