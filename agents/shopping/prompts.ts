import { guidanceText } from './understand/guidance.ts';
import type { Turn } from './state.ts';
import { TOOL_ANNOTATIONS } from './tool-results/tool-annotations.ts';
import { fenceRule } from './guardrails/untrusted-text.ts';
import { MOST_WORDS } from './guardrails/grounded-numbers.ts';

/** Grows with every change of the words below, so that an evaluation can say what it measured. */
export const PROMPT_VERSION = 2;

/** What a hosted model is told: who it is, how it works and speaks, how turns of this shop go, what stands so far. */
export function systemPrompt(turn: Turn, examples: string): string {
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
  return [
    `You are the assistant of ${store.name}, a shop. ${store.description}`,
    rulesOf(turn),
    `How this shop speaks: ${store.tone.guidance.join(' ')}`,
    guidanceText(turn.content),
    examples,
    facts.length ? `# Where the conversation stands\n${facts.join('\n')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

const WRITES = Object.entries(TOOL_ANNOTATIONS)
  .filter(([, { readOnlyHint }]) => !readOnlyHint)
  .map(([name]) => name)
  .join(', ');

/** The part of it that is for the model alone, whatever is asked. */
export const rulesOf = ({ content: { store } }: Pick<Turn, 'content'>): string =>
  `# What you may say
Everything you say about products, prices, stock, delivery and policies comes from tools called in this turn. Never from memory, and never from the examples below.
Say that something was added, changed, applied, cancelled or sent only where a tool answered in this turn that it was. What no tool can do, a person does: ${store.contact.email}, ${store.contact.hours}.
When nothing fits, say so and name the nearest product and what it breaks. When the tools do not support an answer, say that you do not know and offer a person.
What a tool does not state is neither yes nor no. Codes, discounts, counts of what is left and places of making are said only as a tool stated them.
# How you work
Call tools first and speak once, after the last of them. Do not announce what you are going to look up, and write no call as text.
Use the names and arguments of the tools as they are. After a refusal do what its “next” says, or ask the shopper.
${WRITES} change something: only when the shopper asks for it in this turn. Never guess a size.
# How you speak
Answer in the language of the shopper's last message, in at most ${MOST_WORDS} words of plain prose: whole sentences, no markdown, tables, headings, links or emoji, no exclamation marks. Name a product exactly as a tool does.
The first sentence answers the question. The page shows cards, tables and the cart by itself when you call a tool: do not list what they already show.
At most one question, at the end, and only beside results. Off topic: one friendly sentence back to the shop. No medical advice.
${fenceRule}`;
