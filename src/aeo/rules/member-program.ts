import { linked, nameOf, nodesOf, said, values } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const memberProgram: Rule = {
  id: 'member-program',
  title: 'A member programme says its tiers and what they give',
  severity: 'error',
  why: 'Without tiers and benefits, member prices cannot be shown beside the price.',
  check: ({ graph }) =>
    nodesOf(graph, 'MemberProgram').flatMap((program): readonly Flaw[] => {
      const tiers = linked(graph, program, 'hasTiers');
      const where = nameOf(program);
      const words = ['name', 'description'].filter((name) => !said(program, name));
      return [
        ...words.map((name) => ({
          where,
          found: `It has no ${name}.`,
          fix: `Say its ${name} in plain words.`,
        })),
        ...(tiers.length
          ? []
          : [
              {
                where,
                found: 'It has no tiers.',
                fix: 'Name at least one tier, even if everybody starts in it.',
              },
            ]),
        ...tiers
          .filter((tier) => !said(tier, 'name') || !values(tier, 'hasTierBenefit').length)
          .map((tier) => ({
            where: nameOf(tier),
            found: 'The tier has no name or no benefit.',
            fix: 'Name it and say what it gives: points, prices, returns or delivery.',
          })),
      ];
    }),
};
