import { linked, nodesOf, said } from '../graph.ts';
import { excerpt, type Rule } from '../rule.ts';

export const descriptionVisible: Rule = {
  id: 'description-visible',
  title: 'The description in the data is on the page',
  severity: 'warning',
  why: 'Live fetches read the text and pass over the data; what stands only there is not quoted.',
  check: (facts) => {
    if (facts.kind !== 'product') return [];
    const variants = new Set(
      nodesOf(facts.graph, 'ProductGroup').flatMap((one) => linked(facts.graph, one, 'hasVariant')),
    );
    const text = fold(facts.text);
    return nodesOf(facts.graph, 'Product')
      .filter((node) => !variants.has(node))
      .flatMap((node) => {
        const description = said(node, 'description');
        if (!description || text.includes(fold(description).slice(0, 200))) return [];
        return [
          {
            where: 'the description',
            found: `The page does not print “${excerpt(description)}”.`,
            fix: 'Lead the page with the same two sentences that the data gives.',
          },
        ];
      });
  },
};

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');
