import { nameOf, nodesOf, said, values } from '../graph.ts';
import { member } from '../offers.ts';
import type { Flaw, Rule } from '../rule.ts';

export const returnPolicy: Rule = {
  id: 'return-policy',
  title: 'A return policy is complete',
  severity: 'error',
  why: 'Country, category and days are what a listing shows; a policy without them is not shown.',
  check: ({ graph }) =>
    nodesOf(graph, 'MerchantReturnPolicy').flatMap((policy) => {
      const where = nameOf(policy);
      const category = member(said(policy, 'returnPolicyCategory'));
      const days = said(policy, 'merchantReturnDays');
      const flaws: Flaw[] = [];
      if (!category && !said(policy, 'merchantReturnLink'))
        flaws.push({
          where,
          found: 'It says neither which kind of policy it is nor where it stands.',
          fix: 'State returnPolicyCategory, such as https://schema.org/MerchantReturnFiniteReturnWindow.',
        });
      if (category && !values(policy, 'applicableCountry').length)
        flaws.push({
          where,
          found: 'It names no country.',
          fix: 'Name the countries it holds for, such as US.',
        });
      if (category === 'MerchantReturnFiniteReturnWindow' && !(Number(days) > 0))
        flaws.push({
          where,
          found: `A finite window of “${days ?? 'no'}” days.`,
          fix: 'State merchantReturnDays as the policy’s words do, such as 60.',
        });
      return flaws;
    }),
};
