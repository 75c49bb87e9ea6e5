import type { Content, Entry } from './content.ts';
import type { FaqWords } from './schemas.ts';

const titles = {
  choosing: 'Choosing',
  sizing: 'Sizes and fit',
  training: 'Training',
  nutrition: 'Food and drink',
  electronics: 'Electronics',
  care: 'Care',
  orders: 'Orders',
  shipping: 'Shipping',
  returns: 'Returns',
  about: 'About the shop',
} as const satisfies Record<FaqWords['topic'], string>;

export interface FaqTopic {
  readonly topic: FaqWords['topic'];
  readonly title: string;
  readonly faqs: readonly Entry<FaqWords>[];
}

/** The shop's questions under their headings, in the order a reader needs them; headings without a question are left out. */
export const faqTopics = (content: Content): readonly FaqTopic[] =>
  (Object.keys(titles) as (keyof typeof titles)[])
    .map((topic) => ({
      topic,
      title: titles[topic],
      faqs: content.faqs.filter((faq) => faq.words.topic === topic),
    }))
    .filter(({ faqs }) => faqs.length > 0);
