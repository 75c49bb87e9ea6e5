import { linked, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const faqAnswered: Rule = {
  id: 'faq-answered',
  title: 'Every question has its answer',
  severity: 'error',
  why: 'A question without an answer is an empty promise to whoever quotes the page.',
  check: ({ graph }) =>
    nodesOf(graph, 'Question').flatMap((question) => {
      const answers = ['acceptedAnswer', 'suggestedAnswer'].flatMap((name) => linked(graph, question, name));
      const asked = said(question, 'name') ?? said(question, 'text');
      if (asked && answers.some((answer) => said(answer, 'text'))) return [];
      return [
        {
          where: asked ? `Question “${asked}”` : question.where,
          found: asked ? 'It has no answer.' : 'It has no words.',
          fix: 'Write the answer in the first sentence, then the number or the reason; or take the question away.',
        },
      ];
    }),
};
