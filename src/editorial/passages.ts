import type { Content, Entry } from './content.ts';
import { withoutClaims } from './claims.ts';
import { sectionsOf } from './markdown.ts';
import type { ProductWords } from './schemas.ts';

/** A piece of the shop's own words that can answer a question and be quoted with a link. */
export interface Passage {
  readonly kind: 'faq' | 'guide' | 'policy' | 'product';
  /** Slug of the file it comes from. */
  readonly slug: string;
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Every passage of the content: FAQs whole, guides and policies by section, product words by their fields. Sentences that
 * claim what no row can keep are left out, and what is only that: nobody is told them in answer to a question.
 */
export const passagesOf = (content: Content): readonly Passage[] =>
  allPassages(content).flatMap((passage) => {
    const text = passage.kind === 'policy' ? passage.text : withoutClaims(passage.text);
    return text ? [{ ...passage, text }] : [];
  });

function allPassages(content: Content): readonly Passage[] {
  return [
    ...content.faqs.map((faq): Passage => ({
      kind: 'faq',
      slug: faq.slug,
      href: `/faq#${faq.slug}`,
      title: faq.words.question,
      text: sectionsOf(faq.body)
        .map((section) => section.text)
        .join('\n'),
    })),
    ...content.guides.flatMap((guide) =>
      sectioned('guide', `/guides/${guide.slug}`, guide, guide.words.title),
    ),
    ...content.policies.flatMap((policy) => [
      {
        kind: 'policy',
        slug: policy.slug,
        href: `/policies/${policy.slug}`,
        title: policy.words.title,
        text: policy.words.summary,
      } as const,
      ...sectioned('policy', `/policies/${policy.slug}`, policy, policy.words.title),
    ]),
    ...content.products.flatMap(productPassages),
  ];
}

function sectioned(
  kind: 'guide' | 'policy',
  href: string,
  entry: Entry<unknown>,
  title: string,
): readonly Passage[] {
  return sectionsOf(entry.body).map((section) => ({
    kind,
    slug: entry.slug,
    href: section.anchor ? `${href}#${section.anchor}` : href,
    title: section.heading ? `${title}: ${section.heading}` : title,
    text: section.text,
  }));
}

function productPassages(entry: Entry<ProductWords>): readonly Passage[] {
  const { words, slug } = entry;
  const passage = (anchor: string, title: string, text: string): Passage => ({
    kind: 'product',
    slug,
    href: `/p/${slug}#${anchor}`,
    title,
    text,
  });
  return [
    passage('answer', 'In short', words.answer),
    passage('who-for', 'Who it is for', words.whoFor.join(' ')),
    passage('not-for', 'Who should choose something else', words.notFor.join(' ')),
    passage('why', 'Why it exists', words.whyItExists),
    ...words.useCases.map((one) => passage('uses', one.use, one.why)),
    passage('pros', 'What speaks for it', words.pros.join(' ')),
    passage('cons', 'What it gives up', words.cons.join(' ')),
    passage('care', 'Care', words.care),
    ...words.faqs.map((faq) => passage('questions', faq.question, faq.answer)),
  ];
}

/** A product's own words as one plain text, for the search index; empty where there is no file. */
export function editorialTextOf(content: Content, slug: string): string {
  const entry = content.productWords(slug);
  if (!entry) return '';
  return [
    ...productPassages(entry).map((one) => `${one.title}. ${one.text}`),
    ...sectionsOf(entry.body).map((one) => one.text),
  ].join('\n');
}
