import { nodesOf, values } from '../graph.ts';
import { questionsFor } from '../common-questions.ts';
import type { Rule } from '../rule.ts';

export const commonQuestions: Rule = {
  id: 'common-questions',
  title: 'The page answers what people ask about such a product',
  severity: 'notice',
  why: 'An assistant answers from the page that has the answer; the shop next door may have it.',
  check: (facts) => {
    if (facts.kind !== 'product') return [];
    const categories = nodesOf(facts.graph, 'Product')
      .flatMap((node) => values(node, 'category'))
      .filter((value) => typeof value === 'string');
    return questionsFor([...categories, facts.title].join(' '))
      .filter(({ answeredBy }) => !answeredBy.test(facts.text))
      .map(({ question }) => ({
        where: 'the page',
        found: `Nothing on it answers “${question}”`,
        fix: `Add the question to the product’s faqs and answer it in the first sentence.`,
      }));
  },
};
