import { tool } from 'langchain';
import { z } from 'zod';
import { answeringRow, withoutRows } from '#src/conversations/table-row.ts';
import { findPassages } from '#src/search/passages.ts';
import type { Turn } from '../state.ts';
import { passageView, showSources } from './show-sources.ts';
import type { Writing } from './show.ts';

export const answerFromContent = (turn: Turn) =>
  tool(
    async ({ question }, config: Writing) => {
      const found = await findPassages(turn.db, question, { most: 3 });
      const passages = found.map((one) => ({
        ...one,
        text: answeringRow(question, one.text) ?? withoutRows(one.text),
      }));
      if (passages.length) showSources(config, passages.slice(0, 2));
      return JSON.stringify({ passages: passages.map((one) => passageView(one)) });
    },
    {
      name: 'answer_from_content',
      description:
        'Passages of the shop’s own FAQs, guides and policies that answer a question (returns, delivery, sizing, training, fuel). An empty list means that the shop does not say.',
      schema: z.object({ question: z.string().max(500) }),
    },
  );
