import type { QuestionGroup } from './group-questions.ts';
import type { QuestionSource, Unanswered } from './note-question.ts';

const SOURCES: Readonly<Record<QuestionSource, string>> = {
  search: 'in the box',
  conversation: 'in the conversation',
  agent: 'by an agent',
};
const REASONS: Readonly<Record<Unanswered, string>> = {
  'nothing-found': 'nothing was found',
  'not-known': 'the shop does not say',
  'handed-over': 'handed over to a person',
  'thumbs-down': 'the answer was no help',
};

/** Where a group was asked and why it counts as not answered, each with how often: `in the box 3, by an agent 1`. */
export const askedWhere = ({ bySource }: QuestionGroup): string => counted(bySource, SOURCES);
export const unansweredWhy = ({ byReason }: QuestionGroup): string => counted(byReason, REASONS);

const counted = <Key extends string>(
  counts: Readonly<Partial<Record<Key, number>>>,
  words: Readonly<Record<Key, string>>,
): string =>
  (Object.keys(words) as Key[])
    .filter((key) => counts[key])
    .map((key) => `${words[key]} ${counts[key]}`)
    .join(', ');
