import { nodesOf, said } from '../graph.ts';
import { offered } from '../offers.ts';
import type { Rule } from '../rule.ts';

export const oneTruth: Rule = {
  id: 'one-truth',
  title: 'One SKU has one price and one availability',
  severity: 'error',
  why: 'A page that gives two prices for one thing is trusted with neither.',
  check: ({ graph }) => {
    const bySku = Map.groupBy(offered(graph), ({ product }) => said(product, 'sku'));
    const skus = [...bySku].flatMap(([sku, all]) => {
      const said_ = new Set(all.map(({ offer }) => truth(offer)));
      return sku !== null && said_.size > 1
        ? [
            {
              where: `SKU ${sku}`,
              found: `It is offered as ${[...said_].join(' and as ')}.`,
              fix: 'Build every offer from the same row, and name the product once.',
            },
          ]
        : [];
    });
    const ids = Map.groupBy(
      nodesOf(graph, 'Thing').filter((node) => node.id),
      (node) => node.id,
    );
    const twice = [...ids].filter(([, nodes]) => nodes.length > 1);
    return [
      ...skus,
      ...twice.map(([id]) => ({
        where: String(id),
        found: 'Two nodes carry this @id.',
        fix: 'Describe a thing once and refer to it by its @id.',
      })),
    ];
  },
};

const truth = (offer: Parameters<typeof said>[0]): string =>
  ['price', 'priceCurrency', 'availability'].map((name) => said(offer, name) ?? 'nothing').join(' ');
