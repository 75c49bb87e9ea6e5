import { kitForWords } from '#src/bundles/kit-for-words.ts';
import { kitSizes } from '#src/bundles/kit-sizes.ts';
import type { KitRequest } from '#src/bundles/kit.ts';
import type { KitWords } from '#src/editorial/kit-schema.ts';
import { money } from '#src/money/money.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import { english, says } from '../understand/language.ts';
import { kitSizesStated, statedSizes } from '../understand/kit-sizes.ts';
import type { Turn } from '../state.ts';

/**
 * The kit that the shopper's words ask for: its goal by the words the shop gave it, the budget and sizes said, what
 * is owned and what is not wanted. What an earlier turn said of the same kit stays. Null where no kit is meant.
 */
export async function kitRequestOf(turn: Turn): Promise<KitRequest | null> {
  const { content, state, text, currency } = turn;
  const goal = kitForWords(content, text) ?? state.kit?.goal ?? null;
  const kit = goal ? content.kit(goal)?.words : undefined;
  if (!goal || !kit) return null;
  // A budget said before a goal was chosen holds for the goal.
  const before = state.kit && ['', goal].includes(state.kit.goal) ? state.kit : null;
  const max = budgetOf(turn) ?? before?.budget ?? null;
  return {
    goal,
    budget: max === null ? null : money(max, currency),
    sizes: { ...before?.sizes, ...kitSizesStated(requestedSizes(turn), await kitSizes(turn.db, kit)) },
    owned: [...new Set([...(before?.owned ?? []), ...rolesAfter(kit, text, english.owning)])],
    without: [...new Set([...(before?.without ?? []), ...rolesAfter(kit, text, english.without)])],
    swaps: before?.swaps ?? {},
  };
}

/** Whether the shop plans kits and the words may mean one: "a set" or "a pack" of a thing is looked for. */
export const meansKit = ({ content, state, text, understanding }: Turn): boolean =>
  kitForWords(content, text) !== null ||
  Boolean(state.kit?.goal) ||
  (content.kits.length > 0 && categoryOf(understanding.parsedQuery) === null);

/** What the whole may cost, in minor units, as far as it was said. */
export function budgetOf({ state, understanding }: Turn): number | null {
  const price = [...state.query.filters, ...understanding.parsedQuery.filters].findLast(
    (filter) => filter.key === 'price' && filter.kind === 'range' && filter.max !== null,
  );
  return price?.kind === 'range' && price.max !== null ? middleOf(price.min, price.max) : null;
}

const LONGEST_SIZES = 14; // words of a turn that says sizes and nothing else

/**
 * Whether short words after a kit go on with it: a part that is owned, not wanted or to be another, sizes alone, less
 * money, or the request to have it all. `cart` says that the turn sounds like one about the cart.
 */
export function goesOnWithKit(turn: Turn, cart: boolean): boolean {
  const { state, content, text, understanding } = turn;
  const kit = state.kit?.goal ? content.kit(state.kit.goal)?.words : undefined;
  if (!kit) return false;
  if (buysKit(turn) || rolesAfter(kit, text, english.swapping).length) return true;
  if (cart) return false;
  if (rolesAfter(kit, text, [...english.owning, ...english.without]).length || wantsLess(turn)) return true;
  const { letters, number } = statedSizes(text);
  const { filters } = understanding.parsedQuery;
  const wants = filters.some(({ key }) => key !== 'category' && !/(?:^|_)size$/.test(key));
  return (letters ?? number) !== null && !wants && text.split(/\s+/).length <= LONGEST_SIZES;
}

/** Whether the words want the kit for less money. */
export const wantsLess = ({ state, understanding, text }: Turn): boolean =>
  state.kit !== null &&
  categoryOf(understanding.parsedQuery) === null &&
  english.relative.some(
    ({ words, key, direction }) => key === 'price' && direction === 'less' && says(text, words),
  );

/** Whether the words want all of the kit in the cart. */
export const buysKit = ({ state, understanding, text }: Turn): boolean =>
  state.kit !== null && understanding.intents[0].intent === 'cart-add' && says(text, english['whole kit']);

/** The part of the kit that the words want something else for: "swap the vest". */
export const roleToSwap = (kit: KitWords, text: string): string | null =>
  rolesAfter(kit, text, english.swapping)[0] ?? null;

/** Parts named after one of the words, up to the next pause: "I have shoes and a vest". */
function rolesAfter(kit: KitWords, text: string, openings: readonly string[]): readonly string[] {
  const said = text.toLowerCase().replace(/[’']/g, '');
  const pieces = openings.flatMap((opening) =>
    [...said.matchAll(new RegExp(`\\b${opening}\\b([^.;,?!]*(?:, (?:a |an |the )?\\w+)*)`, 'g'))].map(
      ([, rest = '']) => rest,
    ),
  );
  const named = new Set(pieces.flatMap((piece) => tokensOf(piece).map(({ term }) => term)));
  return kit.roles
    .filter(({ role, label, categories }) =>
      tokensOf(
        [role, label, ...(categories ?? []).map((one) => one.split('/').at(-1) ?? '')]
          .join(' ')
          .replaceAll('-', ' '),
      ).some(({ term }) => named.has(term) && !english.unhelpful.includes(term)),
    )
    .map(({ role }) => role);
}

/** What this turn says of sizes; "make it 2 gels" after a kit is no size, so numbers need a word of size, a system or whose it is, or few words. */
const requestedSizes = ({ text, state, understanding }: Turn) => {
  const said = statedSizes(text);
  const priced = understanding.parsedQuery.filters.some(({ key }) => key === 'price');
  return state.kit?.goal && !priced
    ? said
    : {
        ...said,
        number: /\bsizes?\b/i.test(text) || said.number?.system || said.number?.for ? said.number : null,
      };
};

/** "With 400 dollars" is read as about 400 where a thing is looked for; a kit may cost no more than what was said. */
const middleOf = (min: number | null, max: number): number =>
  min === null ? max : Math.round((min + max) / 2);
