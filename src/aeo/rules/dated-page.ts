import { nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const datedPage: Rule = {
  id: 'dated-page',
  title: 'Products and guides say when they were checked',
  severity: 'notice',
  why: 'A reader, and an engine, cannot tell a fresh fact from an old one without a date beside it.',
  check: ({ kind, dates, graph }) => {
    if (kind !== 'product' && kind !== 'article') return [];
    const data = nodesOf(graph, 'CreativeWork').some((node) => said(node, 'dateModified'));
    if (dates.length && (kind === 'product' || data)) return [];
    return [
      {
        where: 'the page',
        found: 'It carries no date that a machine can read.',
        fix: 'Print “Checked on …” in a time element with the day its words or facts last changed.',
      },
    ];
  },
};
