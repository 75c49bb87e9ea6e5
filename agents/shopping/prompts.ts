import { guidanceText } from './understand/guidance.ts';
import type { Turn } from './state.ts';
import { fenceRule } from './guardrails/untrusted-text.ts';
import { MOST_WORDS } from './guardrails/grounded-numbers.ts';

/** Grows with every change of the words below, so that an evaluation can say what it measured. */
export const PROMPT_VERSION = 1;

/** What a hosted model is told: who it is, how it speaks, what stands so far. */
export function systemPrompt(turn: Turn): string {
  const { store } = turn.content;
  const { state } = turn;
  const facts = [
    state.query.filters.length
      ? `The shopper's need so far (kept by the tools): ${JSON.stringify(state.query.filters)}`
      : '',
    state.shown.length
      ? `Shown last, in order: ${state.shown.map((one, at) => `${at + 1}. ${one.title} (${one.slug}, ${one.sku})`).join('; ')}`
      : '',
    turn.page ? `The shopper is on the page of ${turn.page.title} (${turn.page.slug}).` : '',
    turn.understanding.referenced.length
      ? `This turn points at: ${turn.understanding.referenced.map((one) => `${one.title} (${one.slug}, ${one.sku})`).join('; ')}`
      : '',
    turn.understanding.named.length
      ? `Named in this turn: ${turn.understanding.named.map((one) => `${one.title} (${one.slug})`).join('; ')}`
      : '',
  ].filter(Boolean);
  return `You are the assistant of ${store.name}, a shop. ${store.description}
${rulesOf(turn)}
How this shop speaks: ${store.tone.guidance.join(' ')}
${guidanceText(turn.content)}
${facts.join('\n')}`;
}

/** The part of it that is for the model alone, whatever is asked. */
export const rulesOf = ({ content: { store } }: Pick<Turn, 'content'>): string =>
  `Everything you say about products, prices, stock, delivery and policies comes from tools called in this turn. Never from memory.
The page shows cards, tables and the cart by itself when you call a tool: do not list what they already show.
Answer in at most ${MOST_WORDS} words of plain prose: no markdown, no links, no exclamation marks. Name a product exactly as a tool does.
When nothing fits, say so and name the nearest product and what it breaks. When the tools do not support an answer, say that you do not know and offer a person: ${store.contact.email}, ${store.contact.hours}.
Change the cart only when the shopper asks for it, and never guess a size.
At most one question, at the end, and only beside results. Off topic: one friendly sentence back to the shop. No medical advice.
${fenceRule}`;
