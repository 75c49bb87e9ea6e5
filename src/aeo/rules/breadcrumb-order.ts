import { linked, nodesOf, said, values } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const breadcrumbOrder: Rule = {
  id: 'breadcrumb-order',
  title: 'Breadcrumbs count from one and lead somewhere',
  severity: 'error',
  why: 'The path above a result is taken from them; one gap and it is not shown.',
  check: ({ graph }) =>
    nodesOf(graph, 'BreadcrumbList').flatMap((list) => {
      const crumbs = linked(graph, list, 'itemListElement');
      return crumbs.flatMap((crumb, index): Flaw[] => {
        const where = `Breadcrumb ${index + 1}`;
        if (said(crumb, 'position') !== String(index + 1))
          return [
            {
              where,
              found: `Its position is ${said(crumb, 'position') ?? 'missing'}.`,
              fix: 'Number the crumbs 1, 2, 3 from the home page down.',
            },
          ];
        const last = index === crumbs.length - 1;
        if (said(crumb, 'name') && (last || values(crumb, 'item').length)) return [];
        return [
          { where, found: 'It has no name or no address.', fix: 'Give every crumb its name and its page.' },
        ];
      });
    }),
};
