import { productBySlug } from '#src/catalog/product-store.ts';
import { nearestOfKind } from '#src/conversations/nearest-of-kind.ts';
import { relativeLimits } from '#src/conversations/relative-limit.ts';
import { categoryOf, reviseNeed, withoutLimits, type Revision } from '#src/conversations/revise-need.ts';
import { temperatureLimits } from '#src/conversations/temperature-limits.ts';
import { withShown } from '#src/conversations/thread.ts';
import type { SearchAnswer } from '#src/search/answer.ts';
import { emptyNeed, type Limit, type Need, type Sort } from '#src/search/need.ts';
import { understand } from '#src/search/question.ts';
import { search } from '#src/search/search.ts';
import { isForChild, isForChildren, limitsForWhom, personal } from './for-whom.ts';
import { withoutFillers } from './house/fillers.ts';
import type { Turn } from './state.ts';

/** A search as a model asks for it. */
export interface AskedSearch {
  readonly query: string;
  readonly change: 'refine' | 'replace' | 'start-over';
  readonly forget?: readonly string[] | undefined;
  readonly than?:
    { readonly slug: string; readonly key: string; readonly direction: 'less' | 'more' } | undefined;
  readonly sort?: Sort | undefined;
  readonly page: number;
  /** The place of this need in a message that has several, from 1. */
  readonly group?: number | undefined;
}

const PER_PAGE = 6;
const PER_GROUP = 3;
const BLOCK = 2; // pages that are looked at together, so that children's things can stand behind the others

/** Revises the need by the words, searches, and remembers what was found. */
export async function findProducts(turn: Turn, asked: AskedSearch): Promise<SearchAnswer> {
  const than = asked.than ? await productBySlug(turn.db, asked.than.slug) : null;
  const relative = than && asked.than ? relativeLimits(than, asked.than.key, asked.than.direction) : [];
  const need = needAfter(turn, asked, relative);
  const perPage = asked.group ? PER_GROUP : PER_PAGE;
  const answer = await searchGrownFirst(turn, need, asked.page, perPage);
  const nearest = await nearestOfKind(turn.db, answer, turn.currency, turn.locale);
  const near = nearest.filter((hit) => hit.product.slug !== asked.than?.slug).slice(0, perPage);
  const found = [...answer.hits, ...near].slice(0, perPage);
  found.forEach((hit) => turn.known.add(hit.product.slug).add(hit.variant.sku));
  const shown = found.map(({ product: { slug, title }, variant: { sku } }) => ({ slug, sku, title }));
  turn.thread = {
    ...withShown(turn.thread, (asked.group ?? 1) > 1 ? [...turn.thread.shown, ...shown] : shown),
    // A wish relative to a product that nothing meets does not outlive the turn.
    need: than && answer.total === 0 ? turn.thread.need : need,
    page: shown.length ? asked.page : turn.thread.page,
  };
  return { ...answer, near };
}

/** What the words ask, over what was asked before. */
export function needAfter(turn: Turn, asked: AskedSearch, more: readonly Limit[] = []): Need {
  const revision: Revision = asked.forget?.length
    ? { kind: 'forget', keys: asked.forget }
    : { kind: asked.change };
  const heat = temperatureLimits(withoutFillers(asked.query), turn.vocabulary.keys);
  const understood = understand(turn.vocabulary, heat.rest);
  const whom = limitsForWhom(understood, heat.rest, turn.vocabulary);
  // "anything for kids": who it is for is all there is to look by.
  const bare = !understood.text && !understood.limits.length && !whom.length;
  const said: Need = {
    ...understood,
    text: bare && asked.change === 'replace' ? (understood.recipient ?? '') : understood.text,
    limits: [...understood.limits, ...heat.limits, ...whom, ...more],
  };
  const before = asked.change === 'start-over' ? emptyNeed : forSamePerson(turn.thread.need, said);
  const revised = reviseNeed(before, said, revision);
  return asked.sort ? { ...revised, sort: asked.sort } : revised;
}

/** "Not for me, for my dad": the sizes of one person do not hold for another. */
const forSamePerson = (before: Need, said: Need): Need =>
  said.recipient && said.recipient !== before.recipient
    ? withoutLimits(
        before,
        before.limits.map((limit) => limit.key).filter((key) => personal(key)),
      )
    : before;

/** A page of results; where nobody speaks of a child, children's things stand behind the others near them. */
async function searchGrownFirst(
  turn: Turn,
  need: Need,
  page: number,
  perPage: number,
): Promise<SearchAnswer> {
  const { currency } = turn;
  if (isForChild(need) || !turn.vocabulary.keys.has('age_group') || need.sort !== 'best')
    return search(turn.db, need, { page, perPage, currency });
  const block = await search(turn.db, need, {
    page: Math.ceil(page / BLOCK),
    perPage: perPage * BLOCK,
    currency,
  });
  const ordered = block.hits.toSorted(
    (a, b) => Number(isForChildren(a.product)) - Number(isForChildren(b.product)),
  );
  const from = ((page - 1) % BLOCK) * perPage;
  return {
    ...block,
    page,
    pages: Math.ceil(block.total / perPage),
    hits: ordered.slice(from, from + perPage),
  };
}

/** Whether limits beyond price and kind of thing narrow what fits, so that their count tells something. */
export const narrows = (need: Need): boolean =>
  need.text === '' || categoryOf(need) !== null
    ? need.limits.some(({ key }) => key !== 'price' && (key !== 'category' || need.text === ''))
    : false;
