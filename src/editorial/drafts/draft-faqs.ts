import type { Category } from '#src/catalog/category-store.ts';
import type { Answers, DraftFile } from './answers.ts';
import { listed, markdownFile } from './draft-text.ts';
import { messagesOf } from '#src/messages/messages.ts';
import type { ShelfFacts } from './shelf-facts.ts';

const MOST_KINDS = 10;
const MOST_BRANDS = 12;
const MOST_TRAITS = 6; // questions about what one can choose by
const FEWEST = 8; // products of a category that such a question is about

/** Questions whose answers rows or the merchant's answers give; those that nothing supports are not asked. */
export function draftFaqs(
  answers: Answers,
  categories: readonly Category[],
  facts: ReadonlyMap<string, ShelfFacts>,
): readonly DraftFile[] {
  const { name, email, phone, hours, locale, taxIncluded } = answers;
  const { faq } = messagesOf(locale).drafts;
  const largest = categories.filter(({ depth }) => depth === 0).toSorted((a, b) => b.products - a.products);
  const kinds = listed(
    largest.slice(0, MOST_KINDS).map((one) => `[${one.name}](/c/${one.slug})`),
    locale,
  );
  const brands = facts.get('')?.brands ?? [];
  const ask = <Facts>(
    file: string,
    topic: string,
    order: number,
    draft: { question(facts: Facts): string; answer(facts: Facts): string },
    given: Facts,
    more: Readonly<Record<string, unknown>> = {},
  ): DraftFile => ({
    file: `faqs/${file}.md`,
    text: markdownFile({ question: draft.question(given), topic, order, ...more }, draft.answer(given)),
  });
  return [
    ...(largest.length > 1 ? [ask('what-we-sell', 'about', 10, faq.sell, { shop: name, kinds })] : []),
    ...(brands.length > 1
      ? [
          ask('which-brands', 'choosing', 10, faq.brands, {
            brands: brands.slice(0, MOST_BRANDS).join(', '),
            more: brands.length > MOST_BRANDS,
          }),
        ]
      : []),
    ...largest
      .flatMap((one) => {
        const [trait] = facts.get(one.slug)?.traits ?? [];
        return trait && one.products >= FEWEST ? [{ one, trait }] : [];
      })
      .slice(0, MOST_TRAITS)
      .map(({ one, trait: { label, values } }, at) =>
        ask(
          `choose-${one.slug.replace(/[^a-z0-9]+/g, '-')}`,
          'choosing',
          20 + at,
          faq.trait,
          {
            label: label.toLocaleLowerCase(locale),
            category: one.name,
            values: listed(values, locale),
            href: `/c/${one.slug}`,
          },
          { categories: [one.slug] },
        ),
      ),
    ask('tax', 'orders', 10, faq.tax, { included: taxIncluded }),
    ...(email && hours ? [ask('reach-a-person', 'about', 20, faq.reach, { email, phone, hours })] : []),
  ];
}
