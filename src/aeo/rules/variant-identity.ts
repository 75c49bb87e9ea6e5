import { linked, nameOf, nodesOf, said } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const variantIdentity: Rule = {
  id: 'variant-identity',
  title: 'Every variant can be told from the others',
  severity: 'error',
  why: 'Two variants with one SKU, GTIN or address overwrite each other in a merchant listing.',
  check: ({ graph }) =>
    nodesOf(graph, 'ProductGroup').flatMap((group) => {
      const variants = linked(graph, group, 'hasVariant');
      const twice = ['sku', 'gtin', 'url'].flatMap((name): Flaw[] => {
        const seen = Map.groupBy(variants, (variant) => said(variant, name));
        return [...seen].flatMap(([value, same]) =>
          value !== null && same.length > 1
            ? [
                {
                  where: nameOf(group),
                  found: `${same.length} variants share the ${name} “${value}”.`,
                  fix: `Give each variant its own ${name}; the page of a variant is the product’s page with ?variant=SKU.`,
                },
              ]
            : [],
        );
      });
      const nameless = variants.filter((variant) => !said(variant, 'sku') && !said(variant, 'gtin'));
      return [
        ...twice,
        ...nameless.map((variant) => ({
          where: nameOf(variant),
          found: 'The variant has neither SKU nor GTIN.',
          fix: 'State the SKU the catalogue gives it.',
        })),
      ];
    }),
};
