import { linked, nodesOf, said } from '../graph.ts';
import { excerpt, type Flaw, type Rule } from '../rule.ts';

export const faqVisible: Rule = {
  id: 'faq-visible',
  title: 'Every question and answer in the data stands open on the page',
  severity: 'error',
  why: 'Answer engines read the text; data about text that is not there counts as deceit.',
  check: (facts) => {
    const text = letters(facts.text);
    return nodesOf(facts.graph, 'Question').flatMap((question): Flaw[] => {
      const asked = said(question, 'name') ?? '';
      const answers = linked(facts.graph, question, 'acceptedAnswer').flatMap(
        (one) => said(one, 'text') ?? [],
      );
      const missing = [asked, ...answers].find((one) => !text.includes(letters(one)));
      if (missing === undefined) return [];
      return [
        {
          where: `Question “${excerpt(asked)}”`,
          found: `The page does not print “${excerpt(missing)}”.`,
          fix: 'Print question and answer in full, not behind a control that needs a script.',
        },
      ];
    });
  },
};

const letters = (text: string): string =>
  text
    .replace(/<[^<>]+>/g, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
