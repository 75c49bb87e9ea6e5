import type { Content } from '#src/editorial/content.ts';
import { sectionsOf } from '#src/editorial/markdown.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

/** A subject of `content/voice/guidance.md`: its heading names what is asked about, its text is what to say. */
export interface Subject {
  readonly title: string;
  readonly text: string;
}

type Guided = Pick<Content, 'guidance'>;

const read = new WeakMap<Guided['guidance'], readonly Subject[]>();

/** What marketers have written for the assistant, by subject; read once while the words stand as they are. */
function subjectsOf({ guidance }: Guided): readonly Subject[] {
  const subjects =
    read.get(guidance) ??
    guidance.flatMap(({ body }) =>
      sectionsOf(body).flatMap(({ heading, text }) => (heading ? [{ title: heading, text }] : [])),
    );
  read.set(guidance, subjects);
  return subjects;
}

/** The subject that the words are about: one whose heading, or one of the things it lists, they hold word by word. */
export function subjectOf(content: Guided, words: string): Subject | null {
  const said = new Set(tokensOf(words).map(({ term }) => term));
  const held = (name: string) => {
    const terms = tokensOf(name).map(({ term }) => term);
    return terms.length > 0 && terms.every((term) => said.has(term));
  };
  return subjectsOf(content).find(({ title }) => title.split(/,|\band\b|\bor\b/).some(held)) ?? null;
}

const SAY_NOT = /^[-*]\s+Say ["“]([^"”]+)["”],? not ["“]([^"”]+)["”]/gim;

/** The text in the shop's words: `- Say "runners", not "customers".` */
export function inOurWords({ guidance }: Guided, text: string): string {
  const pairs = guidance.flatMap(({ body }) => [...body.matchAll(SAY_NOT)]);
  return pairs.reduce((said, [, ours = '', theirs = '']) => {
    const word = new RegExp(`\\b${theirs.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`, 'giu');
    return said.replace(word, (found) =>
      /^\p{Lu}/u.test(found) ? ours.charAt(0).toUpperCase() + ours.slice(1) : ours,
    );
  }, text);
}

const LONGEST = 4_000; // characters of guidance a prompt carries

/** All of it as a hosted model is told; empty where there is none. */
export const guidanceText = ({ guidance }: Guided): string => {
  const text = guidance
    .map(({ body }) => body.trim())
    .join('\n\n')
    .slice(0, LONGEST);
  return text ? `What the shop's people want you to know and how to speak:\n${text}` : '';
};
