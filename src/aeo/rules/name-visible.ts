import { linked, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const nameVisible: Rule = {
  id: 'name-visible',
  title: 'The heading is the name in the data',
  severity: 'error',
  why: 'A product with two names is two products to a machine.',
  check: (facts) => {
    const { graph } = facts;
    const groups = nodesOf(graph, 'ProductGroup');
    const variants = new Set(groups.flatMap((group) => linked(graph, group, 'hasVariant')));
    const [subject] =
      facts.kind === 'product'
        ? nodesOf(graph, 'Product').filter(
            (node) => !variants.has(node) && (node.fields.has('offers') || groups.includes(node)),
          )
        : nodesOf(graph, 'Article');
    const name = subject && (said(subject, 'name') ?? said(subject, 'headline'));
    const heading = facts.headings.find(({ level }) => level === 1)?.text ?? '';
    if (!name || fold(heading).includes(fold(name))) return [];
    return [
      {
        where: 'the first heading',
        found: `The page is headed “${heading}” and the data says “${name}”.`,
        fix: 'Use one name in both places; where the words give it another name, the data takes that one too.',
      },
    ];
  },
};

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
