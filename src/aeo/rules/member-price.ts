import { linked, nameOf, nodesOf, said, values } from '../graph.ts';
import { moneyOf, offered } from '../offers.ts';
import type { Flaw, Rule } from '../rule.ts';

export const memberPrice: Rule = {
  id: 'member-price',
  title: 'A member price belongs to a tier and is not above the price',
  severity: 'error',
  why: 'A member price without its tier, with a price type, or above the open price is refused.',
  check: ({ graph }) =>
    offered(graph).flatMap(({ offer }) => {
      const open = moneyOf(offer);
      const specifications = linked(graph, offer, 'priceSpecification');
      return specifications
        .filter((one) => values(one, 'validForMemberTier').length)
        .flatMap((one): Flaw[] => {
          const where = nameOf(one);
          const price = moneyOf(one);
          const tiers = linked(graph, one, 'validForMemberTier');
          const flaws: Flaw[] = [];
          if (!tiers.some((tier) => nodesOf(graph, 'MemberProgramTier').includes(tier)))
            flaws.push({
              where,
              found: 'Its tier is no MemberProgramTier of this page.',
              fix: 'Refer to the @id of a tier of the member programme.',
            });
          if (said(one, 'priceType'))
            flaws.push({
              where,
              found: 'It has a priceType too.',
              fix: 'Keep member price and strikethrough price in two specifications.',
            });
          if (open && price && price.minor > open.minor)
            flaws.push({
              where,
              found: `Members would pay ${said(one, 'price')}, everybody else ${said(offer, 'price')}.`,
              fix: 'Correct the member price, or leave it out where members gain nothing.',
            });
          return flaws;
        });
    }),
};
