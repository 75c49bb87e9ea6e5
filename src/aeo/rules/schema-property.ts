import { rangesOf, vocabulary } from '../vocabulary.ts';
import { nameOf } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const schemaProperty: Rule = {
  id: 'schema-property',
  title: 'Every property belongs to its type',
  severity: 'error',
  why: 'A property the type does not have is ignored, so the fact is not there for a machine.',
  check: ({ graph }) =>
    graph.nodes.flatMap((node) => {
      if (!node.types.length || !node.types.every((type) => vocabulary.has(type))) return [];
      const foreign = [...node.fields.keys()].filter(
        (name) => !name.startsWith('@') && !node.types.some((type) => rangesOf(type, name)),
      );
      return foreign.map((name) => ({
        where: nameOf(node),
        found: `${node.types.join(', ')} has no property “${name}”.`,
        fix: `Take “${name}” away, correct its spelling, or move it to the node it belongs to.`,
      }));
    }),
};
