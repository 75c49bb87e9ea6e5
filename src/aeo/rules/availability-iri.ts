import { enumerations } from '../vocabulary.ts';
import { nameOf, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

const known = new Set(enumerations['ItemAvailability']?.map((name) => `https://schema.org/${name}`));

export const availabilityIri: Rule = {
  id: 'availability-iri',
  title: 'Availability is one of schema.org’s',
  severity: 'error',
  why: 'Merchant listings take only the full addresses; "in stock" in words counts as unknown.',
  check: ({ graph }) =>
    nodesOf(graph, 'Offer').flatMap((offer) => {
      const value = said(offer, 'availability');
      if (value === null || known.has(value)) return [];
      return [
        {
          where: nameOf(offer),
          found: `“${value}” is no availability.`,
          fix: `Use one of ${['InStock', 'LimitedAvailability', 'BackOrder', 'OutOfStock'].map((one) => `https://schema.org/${one}`).join(', ')}.`,
        },
      ];
    }),
};
