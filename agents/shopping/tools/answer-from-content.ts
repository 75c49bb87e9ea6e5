import { tellingWords } from '#src/language/gloss.ts';
import { languageOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { namedProducts } from '#src/conversations/named-products.ts';
import { answeringRow, withoutRows } from '#src/conversations/table-row.ts';
import { findPassages, type FoundPassage } from '#src/search/find-passages.ts';
import { relatedTerm, withoutContractions } from '../understand/related-term.ts';
import { asksForRules, chooseAction } from '../decide/choose-action.ts';
import { english, says } from '../understand/language.ts';
import { subjectOf } from '../understand/guidance.ts';
import { policyTopicOf } from '../understand/policy-topic.ts';
import { policyPassages } from './policy-passages.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { Turn } from '../state.ts';
import { passageView, showSources } from './show-sources.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 3;
const LOOKED_AT = 12; // passages among which those of the right kind, and of no other product, are looked for

const schema = z.object({
  question: z.string().max(500).describe('One question, in the shopper’s words.'),
  about: z.string().optional().describe('Slug of the product the question is about.'),
});

export const answerFromContent = (turn: Turn) =>
  shopTool(
    {
      name: 'answer_from_content',
      description: `Up to ${MOST} passages of the shop’s own FAQs, guides and policies that answer one question, best first: returns, delivery, payment, sizing, care, how to choose. Not for stock, prices or one order. An empty list means that the shop does not say.`,
      schema,
    },
    async ({ question, about }, config) => {
      const action = chooseAction(turn);
      const rules = asksForRules(turn, question) || (action.kind === 'content' && action.about === 'rules');
      // What the shop has written is in its own language, as the shopper's words are.
      const asked = turn.said === turn.text ? question : tellingWords(turn.said, languageOf(turn.locale));
      const found = await findPassages(turn.db, asked, { most: LOOKED_AT });
      const fitting = about ? await ofNoOtherProduct(turn, found) : found.filter(answersByItself);
      const rule = rules && !about ? policyTopicOf(question) : null;
      const stated = rule ? await policyPassages(turn, rule, question) : [];
      const named = stated.length ? stated : rules ? await rulesFor(turn, question) : [];
      const passages = (named.length ? named : rulesFirst(fitting, rules, question))
        .slice(0, MOST)
        .map((one) => ({ ...one, text: answeringRow(question, one.text) ?? withoutRows(one.text) }));
      const subject = subjectOf(turn.content, question);
      if (passages.length && !subject) showSources(config, passages.slice(0, 2));
      const guidance = subject ? [{ kind: 'guidance', slug: '', href: '', ...subject }] : [];
      return { passages: [...guidance, ...passages.map((one) => passageView(one))] };
    },
  );

const TIME = new RegExp(`\\d\\s+(?:\\p{L}+\\s+)?(?:${english.times.units.join('|')})\\b`, 'iu');
const QUOTED = 250; // characters of a passage that an answer says
const RULES_LOOKED_AT = 40; // of which those are kept that hold the word turns like this go on with

/** "What if they don't fit" speaks of returns without the word: the word that turns like it go on with finds the rule. */
async function rulesFor(turn: Turn, question: string): Promise<readonly FoundPassage[]> {
  const word = says(question, english.conditional) ? relatedTerm(question, 'policy') : null;
  if (!word) return [];
  const asked = `${withoutContractions(question)} ${word}`;
  const found = await findPassages(turn.db, asked, { most: RULES_LOOKED_AT, leastScore: 0 });
  const holds = ({ title, text }: FoundPassage) =>
    tokensOf(`${title} ${text}`).some(({ term }) => term === word);
  return rulesFirst(found.filter(holds), true, question);
}

/** A question about the rules of buying is answered by a policy or an FAQ that says as much as the best guide does. */
function rulesFirst(
  found: readonly FoundPassage[],
  rules: boolean,
  question: string,
): readonly FoundPassage[] {
  if (!rules) return found;
  const asksTime = says(question, english.times.asked);
  const rank = ({ kind, score, text }: FoundPassage) =>
    score *
    (kind === 'policy' ? 1.6 : kind === 'faq' ? 1.3 : 0.8) *
    (asksTime && TIME.test(text.slice(0, QUOTED)) ? 1.5 : 1);
  return found.toSorted((a, b) => rank(b) - rank(a));
}

/** A product's pros, cons and uses are said of that product; only its questions and answers stand alone. */
const answersByItself = ({ kind, href }: FoundPassage): boolean =>
  kind !== 'product' || href.endsWith('#questions');

/** What is written about other products says nothing about this one. */
async function ofNoOtherProduct(
  turn: Turn,
  found: readonly FoundPassage[],
): Promise<readonly FoundPassage[]> {
  const others = await Promise.all(found.map((one) => namedProducts(turn.db, `${one.title} ${one.text}`)));
  return found.filter((one, at) => one.kind !== 'product' && others[at]?.length === 0);
}
