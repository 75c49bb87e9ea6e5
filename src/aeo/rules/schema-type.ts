import { vocabulary } from '../vocabulary.ts';
import { nameOf } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const schemaType: Rule = {
  id: 'schema-type',
  title: 'Every node has a type schema.org knows',
  severity: 'error',
  why: 'A node of an unknown type is passed over with everything below it.',
  check: ({ graph }) =>
    graph.nodes.flatMap((node) => {
      const unknown = node.types.filter((type) => !vocabulary.has(type));
      if (node.types.length && !unknown.length) return [];
      return [
        {
          where: nameOf(node),
          found: unknown.length
            ? `“${unknown.join(', ')}” is no type this linter knows.`
            : 'It has no @type.',
          fix: 'Name one of the types on schema.org, with its capitals, such as Product or Offer.',
        },
      ];
    }),
};
