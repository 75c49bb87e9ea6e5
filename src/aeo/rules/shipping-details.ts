import { linked, nameOf, nodesOf, said, values } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const shippingDetails: Rule = {
  id: 'shipping-details',
  title: 'Shipping says where to, what it costs and how long it takes',
  severity: 'error',
  why: 'Shipping details without destination, rate or days are passed over.',
  check: ({ graph }) =>
    nodesOf(graph, 'OfferShippingDetails').flatMap((details): readonly Flaw[] => {
      if (said(details, 'doesNotShip') === 'true') return [];
      const where = nameOf(details);
      const times = linked(graph, details, 'deliveryTime').flatMap((time) =>
        ['handlingTime', 'transitTime'].flatMap((name) => linked(graph, time, name)),
      );
      const to = linked(graph, details, 'shippingDestination');
      const rates = linked(graph, details, 'shippingRate');
      const backwards = times.filter(
        (time) => Number(said(time, 'minValue')) > Number(said(time, 'maxValue')),
      );
      const missing = [
        ...(to.some((region) => values(region, 'addressCountry').length) ? [] : ['a destination country']),
        ...(rates.some((rate) => said(rate, 'value') && said(rate, 'currency'))
          ? []
          : ['a rate with its currency']),
        ...(times.length === 2 ? [] : ['days of packing and of travel']),
      ];
      return [
        ...missing.map((what) => ({
          where,
          found: `It has no ${what.replace(/^an? /, '')}.`,
          fix: `State ${what} as the shipping policy does.`,
        })),
        ...backwards.map((time) => ({
          where,
          found: `From ${said(time, 'minValue')} to ${said(time, 'maxValue')} days runs backwards.`,
          fix: 'Put the shorter time first.',
        })),
      ];
    }),
};
