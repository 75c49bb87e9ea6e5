import { formatMoney } from '#src/money/money.ts';
import { filterText } from '#src/query/filter-text.ts';
import { leadOf, type NearMiss, type SearchHit } from '#src/search/result.ts';
import { answerAsPage, readAsPage, type AskedShop } from './own-systems.ts';

const PER_PAGE = 24; // as the page has it
const SHOWN = 5;

/** What /search shows for a question, as far as a reader of a list needs it. */
export interface Answered {
  readonly question: string;
  readonly limits: readonly string[];
  readonly preferences: readonly string[];
  /** The words left to rank by. */
  readonly text: string;
  readonly sort: string;
  readonly correctedText: string | null;
  readonly total: number;
  readonly top: readonly Shown[];
  readonly near: readonly Shown[];
  readonly otherKinds: readonly Shown[];
  /** What the page says above them. */
  readonly says: string;
}

interface Shown {
  readonly handle: string;
  readonly title: string;
  readonly price: string;
  readonly type: string;
  /** What it does not keep. */
  readonly breaks: readonly string[];
}

export async function answerQuestion(shop: AskedShop, question: string): Promise<Answered> {
  const { locale } = shop.content.store;
  const query = await readAsPage(shop, question);
  const answer = await answerAsPage(shop, query, PER_PAGE);
  const shown = (hit: SearchHit | NearMiss): Shown => ({
    handle: hit.product.slug,
    title: hit.product.title,
    price: formatMoney(hit.variant.price, locale),
    type: hit.product.productType ?? hit.product.categoryPath.at(-1) ?? '',
    breaks: 'violations' in hit ? hit.violations.map((one) => `${one.filter.label}: ${one.actual}`) : [],
  });
  return {
    question,
    limits: query.filters.map((filter) => filterText(filter, locale)),
    preferences: query.preferences.map((filter) => filterText(filter, locale)),
    text: query.text,
    sort: query.sort,
    correctedText: answer.correctedText,
    total: answer.total,
    top: answer.hits.slice(0, SHOWN).map(shown),
    near: answer.nearMisses.slice(0, SHOWN).map(shown),
    otherKinds: answer.otherCategories.slice(0, SHOWN).map(shown),
    says: leadOf(answer, 'in the shop', locale),
  };
}

/** An answer as lines for a terminal. */
export function answerLines(answer: Answered): string {
  const product = ({ title, price, type, handle, breaks }: Shown) =>
    [`${title}  ${price}`, type, `<${handle}>`, ...breaks].filter(Boolean).join('  ');
  const list = (name: string, all: readonly Shown[]) =>
    all.map((one, at) => `  ${name}${at + 1}. ${product(one)}`);
  return [
    `> ${answer.question}`,
    `  limits: ${answer.limits.join(' · ') || 'none'}` +
      (answer.preferences.length ? `; preferred: ${answer.preferences.join(' · ')}` : '') +
      `; ranked by "${answer.text}"` +
      (answer.sort === 'best' ? '' : `; sorted by ${answer.sort}`) +
      (answer.correctedText ? `; shown for "${answer.correctedText}"` : ''),
    `  ${answer.total} fit${answer.says ? `; says: ${answer.says}` : ''}`,
    ...list('', answer.top),
    ...list('near ', answer.near),
    ...list('other kind ', answer.otherKinds),
  ].join('\n');
}
