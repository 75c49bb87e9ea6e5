import { statedRule } from '#src/fulfilment/stated-rules.ts';
import { findPassages, type FoundPassage } from '#src/search/find-passages.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { PolicyTopic } from '../understand/policy-topic.ts';
import { withoutContractions } from '../understand/related-term.ts';
import type { Turn } from '../state.ts';

const LOOKED_AT = 60;
const LEAST = 0.4; // of the words of the question and of the rule; below it a passage of the right policy says something else
const FIRST_KIND = 1.15; // the policy or topic that a rule is about first

/**
 * What answers a question about a rule of buying, best first: what the shop states in numbers, then passages of the
 * policies and FAQs about it, those whose heading holds what is asked before others.
 */
export async function policyPassages(
  turn: Pick<Turn, 'db' | 'content'>,
  rule: PolicyTopic,
  question: string,
): Promise<readonly FoundPassage[]> {
  const { db, content } = turn;
  const told = statedRule(content, rule.subject, question);
  const asked = `${withoutContractions(question)} ${rule.words}`;
  const found = await findPassages(db, asked, { most: LOOKED_AT, leastScore: 0 });
  const place = (one: FoundPassage) => rule.about.indexOf(topicOf(content, one));
  const terms = [...new Set(tokensOf(withoutContractions(question)).map(({ term }) => term))];
  const rank = (one: FoundPassage) =>
    (one.score + shareIn(one.title, terms) + shareIn(one.title, termsOf(rule.words)) / 2) *
    (place(one) === 0 ? FIRST_KIND : 1);
  const fitting = found
    .filter((one) => place(one) >= 0 && one.score >= LEAST)
    .toSorted((a, b) => rank(b) - rank(a));
  const stated: readonly FoundPassage[] = told ? [{ ...told, kind: 'policy', slug: '', score: 1 }] : [];
  return [...stated, ...fitting];
}

const termsOf = (text: string): readonly string[] => tokensOf(text).map(({ term }) => term);

/** How much of what was asked a heading holds. */
function shareIn(title: string, terms: readonly string[]): number {
  const held = new Set(termsOf(title));
  return terms.length ? terms.filter((term) => held.has(term)).length / terms.length : 0;
}

/** The kind of a policy, or the topic that an FAQ stands under; empty for other words. */
function topicOf(content: Turn['content'], { kind, slug }: FoundPassage): string {
  if (kind === 'policy') return content.policy(slug)?.words.kind ?? '';
  if (kind === 'faq') return content.faqs.find((one) => one.slug === slug)?.words.topic ?? '';
  return '';
}
