import { linked, nameOf, nodesOf, said, values } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const listComplete: Rule = {
  id: 'list-complete',
  title: 'A list holds as many items as it says',
  severity: 'warning',
  why: 'Engines take the list for the page; a wrong count or an entry without an address breaks it.',
  check: ({ graph }) =>
    nodesOf(graph, 'ItemList')
      .filter((list) => !list.types.includes('BreadcrumbList'))
      .flatMap((list): Flaw[] => {
        const count = said(list, 'numberOfItems');
        const items = values(list, 'itemListElement').length;
        const entries = linked(graph, list, 'itemListElement');
        const broken = entries.filter(
          (entry) => !said(entry, 'name') && !said(entry, 'url') && !values(entry, 'item').length,
        );
        return [
          ...(count !== null && Number(count) !== items
            ? [
                {
                  where: nameOf(list),
                  found: `It says ${count} items and lists ${items}.`,
                  fix: 'Count what the list holds on this page.',
                },
              ]
            : []),
          ...broken.map(() => ({
            where: nameOf(list),
            found: 'An entry has neither name nor address.',
            fix: 'Give every entry the name and the page of what it stands for.',
          })),
        ];
      }),
};
