import { messagesOf } from '#src/messages/messages.ts';
import type { Content, Entry } from './content.ts';
import type { FaqWords } from './schemas.ts';

const TOPICS = [
  'choosing',
  'sizing',
  'training',
  'nutrition',
  'electronics',
  'care',
  'orders',
  'shipping',
  'returns',
  'about',
] as const satisfies readonly FaqWords['topic'][];

export interface FaqTopic {
  readonly topic: FaqWords['topic'];
  readonly title: string;
  readonly faqs: readonly Entry<FaqWords>[];
}

/** The shop's questions under their headings, in the order a reader needs them; headings without a question are left out. */
export const faqTopics = (content: Content): readonly FaqTopic[] =>
  TOPICS.map((topic) => ({
    topic,
    title: messagesOf(content.store.locale).faq.topics[topic],
    faqs: content.faqs.filter((faq) => faq.words.topic === topic),
  })).filter(({ faqs }) => faqs.length > 0);
