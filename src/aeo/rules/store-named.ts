import { nodesOf } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const storeNamed: Rule = {
  id: 'store-named',
  title: 'The page says whose it is',
  severity: 'warning',
  why: 'An engine that quotes a page wants to name the shop behind it.',
  check: ({ graph, noindex }) =>
    noindex || graph.errors.length || nodesOf(graph, 'Organization').length
      ? []
      : [
          {
            where: 'the JSON-LD',
            found: 'No node describes the shop.',
            fix: 'Let the layout print the store’s node, with name, address and contact, on every page.',
          },
        ],
};
