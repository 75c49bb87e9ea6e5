import { nodesOf, said } from '../graph.ts';
import { member } from '../offers.ts';
import type { Rule } from '../rule.ts';

export const returnsVisible: Rule = {
  id: 'returns-visible',
  title: 'The return window people read is the one machines read',
  severity: 'error',
  why: 'A promise of 60 days in one place and 30 in another is a dispute waiting.',
  check: (facts) =>
    facts.kind !== 'product'
      ? []
      : nodesOf(facts.graph, 'MerchantReturnPolicy')
          .filter((policy) => said(policy, 'merchantReturnDays') !== null)
          .filter(
            (policy) => member(said(policy, 'returnPolicyCategory')) === 'MerchantReturnFiniteReturnWindow',
          )
          .filter(
            (policy) =>
              !new RegExp(`\\b${said(policy, 'merchantReturnDays')}[ -]?days?\\b`, 'i').test(facts.text),
          )
          .map((policy) => ({
            where: 'the words about returns',
            found: `The data gives ${said(policy, 'merchantReturnDays')} days; the page does not say so.`,
            fix: 'Print the days of the returns policy, such as “60 days to send it back”.',
          })),
};
