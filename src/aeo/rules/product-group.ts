import { linked, nameOf, nodesOf, said, values } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const productGroup: Rule = {
  id: 'product-group',
  title: 'A product group names itself and what varies',
  severity: 'error',
  why: 'Without name, id, varying properties and variants, sizes and colours are read as separate products.',
  check: ({ graph }) =>
    nodesOf(graph, 'ProductGroup').flatMap((group) => {
      const missing = [
        ...(said(group, 'name') ? [] : ['a name']),
        ...(said(group, 'productGroupID') ? [] : ['a productGroupID']),
        ...(values(group, 'variesBy').length ? [] : ['variesBy']),
        ...(linked(graph, group, 'hasVariant').length ? [] : ['variants (hasVariant)']),
      ];
      return missing.map((what) => ({
        where: nameOf(group),
        found: `The group has no ${what.replace(/^a /, '')}.`,
        fix: `State ${what}: the name of the product, one id for the group, the options it comes in, each variant.`,
      }));
    }),
};
