import type { Category } from '#src/catalog/category-store.ts';
import type { Answers, DraftFile } from './answers.ts';
import { listed, markdownFile } from './draft-text.ts';
import { messagesOf } from '#src/messages/messages.ts';
import type { ShelfFacts } from './shelf-facts.ts';

const FEWEST = 3; // products of a category worth words
const MOST_CATEGORIES = 60;
const DESCRIPTION_LENGTH = 320;
const TITLE_LENGTH = 80;

/** Words for the largest categories: what stands below, whose makes, what tells the products apart. */
export function draftCategories(
  categories: readonly Category[],
  facts: ReadonlyMap<string, ShelfFacts>,
  { name: shop, locale }: Pick<Answers, 'name' | 'locale'>,
): readonly DraftFile[] {
  return categories
    .filter(
      ({ products, slug, name }) => products >= FEWEST && isFileName(slug) && name.length <= TITLE_LENGTH,
    )
    .toSorted((a, b) => a.depth - b.depth || b.products - a.products)
    .slice(0, MOST_CATEGORIES)
    .flatMap((category, at) => {
      const own = facts.get(category.slug);
      const below = categories
        .filter(({ parentSlug }) => parentSlug === category.slug)
        .toSorted((a, b) => b.products - a.products)
        .map(({ name }) => name);
      const text = own && categoryText(category, own, { below, order: at + 1, shop, locale });
      return text ? [{ file: `categories/${category.slug}.md`, text }] : [];
    });
}

/** Whether an address may name a file of words; others keep their page without words. */
const isFileName = (slug: string): boolean => /^[a-z0-9/-]+$/.test(slug);

function categoryText(
  { name }: Category,
  { brands, traits }: ShelfFacts,
  { below, order, shop, locale }: { below: readonly string[]; order: number; shop: string; locale: string },
): string | null {
  const words = messagesOf(locale).drafts;
  const few = (names: readonly string[]) => listed(names.slice(0, 5), locale);
  const sentences = [
    below.length > 1 ? words.parts(few(below)) : '',
    brands.length > 5
      ? words.makersAmong(brands.slice(0, 4).join(', '))
      : brands.length > 1
        ? words.makers(few(brands))
        : '',
    traits.length ? words.traits(few(traits.map(({ label }) => label.toLocaleLowerCase(locale)))) : '',
  ].filter(Boolean);
  if (sentences.length === 0) return null;
  let description = words.lead(name, shop);
  for (const sentence of sentences) {
    const longer = `${description} ${sentence}`;
    if (longer.length <= DESCRIPTION_LENGTH) description = longer;
  }
  const lines = traits.slice(0, 6).map(({ label, values }) => `- ${label}: ${few(values)}`);
  const body = lines.length ? `${words.traitsOf}\n\n${lines.join('\n')}` : '';
  return markdownFile({ title: name, description, order }, body);
}
