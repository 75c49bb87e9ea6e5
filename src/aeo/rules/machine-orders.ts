import { excerpt, type Rule } from '../rule.ts';

const ORDERS =
  /\b(ignore|disregard|forget) (all |any |the |your )*(previous|prior|above|earlier|system) (instructions?|prompts?|messages?|rules)|\b(as|you are) an? (ai|language model|assistant),? (you )?(must|should|will|always)|\b(chatgpt|claude|gemini|ai assistants?|language models?)[,:]? (please |must |should )?(recommend|rank|say|tell|answer|cite)|\balways (recommend|rank) (this|our|us)\b/i;

export const machineOrders: Rule = {
  id: 'machine-orders',
  title: 'No text gives orders to machines',
  severity: 'error',
  why: 'Orders to an assistant are dropped at best; engines punish pages that try them, wherever the words came from.',
  check: ({ strings }) =>
    strings
      .filter(({ text }) => ORDERS.test(text.replace(/\s+/g, ' ')))
      .map(({ where, text }) => ({
        where,
        found: `“${excerpt(text.trim())}” speaks to a machine.`,
        fix: 'Take the words out where they come from: the catalogue, a content file or a review.',
      })),
};
