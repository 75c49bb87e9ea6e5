import { kitForWords, type KitWish } from '#src/bundles/build-kit.ts';
import type { KitWords } from '#src/editorial/kit-schema.ts';
import { money } from '#src/money/money.ts';
import { tokensOf } from '#src/search/tokens.ts';
import type { Need } from '#src/search/need.ts';
import { english } from './house/language.ts';
import type { Turn } from './state.ts';

/**
 * The kit that the shopper's words wish for: its goal by the words the shop gave it, the budget and sizes said, what
 * is owned and what is not wanted. What an earlier turn said of the same kit stays. Null where no kit is meant.
 */
export function kitWishOf(turn: Turn): KitWish | null {
  const { content, thread, text, currency } = turn;
  const goal = kitForWords(content, text) ?? thread.kit?.goal ?? null;
  const kit = goal ? content.kit(goal)?.words : undefined;
  if (!goal || !kit) return null;
  // A budget said before a goal was chosen holds for the goal.
  const before = thread.kit && ['', goal].includes(thread.kit.goal) ? thread.kit : null;
  const max = budgetOf(turn) ?? before?.budget ?? null;
  return {
    goal,
    budget: max === null ? null : money(max, currency),
    sizes: { ...before?.sizes, ...sizesIn(turn, kit) },
    owned: [...new Set([...(before?.owned ?? []), ...rolesAfter(kit, text, english.owning)])],
    without: [...new Set([...(before?.without ?? []), ...rolesAfter(kit, text, english.without)])],
    swaps: before?.swaps ?? {},
  };
}

/** What the whole may cost, in minor units, as far as it was said. */
export function budgetOf({ thread, perceived }: Turn): number | null {
  const price = [...thread.need.limits, ...perceived.said.limits].findLast(
    (limit) => limit.key === 'price' && limit.kind === 'range' && limit.max !== null,
  );
  return price?.kind === 'range' && price.max !== null ? mostOf(price.min, price.max) : null;
}

/** Whether short words after a kit go on with it: a part that is owned, not wanted or to be another, or sizes alone. */
export function goesOnWithKit(turn: Turn): boolean {
  const { thread, content, text, perceived } = turn;
  const kit = thread.kit?.goal ? content.kit(thread.kit.goal)?.words : undefined;
  if (!kit) return false;
  const openings = [...english.owning, ...english.without, ...english.swapping];
  if (rolesAfter(kit, text, openings).length) return true;
  const { limits } = perceived.said;
  return limits.some(isSize) && limits.every((limit) => isSize(limit) || limit.key === 'category');
}

const isSize = ({ key }: Need['limits'][number]): boolean => /(?:^|_)size$/.test(key);

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

/** The sizes said, by the kinds the kit asks for: one with a number is a shoe's, one of letters a garment's. */
function sizesIn(turn: Turn, kit: KitWords): Readonly<Record<string, string>> {
  const said = [...turn.thread.need.limits, ...turn.perceived.said.limits].flatMap((limit) =>
    limit.kind === 'any-of' && /(?:^|_)size$/.test(limit.key) && !limit.negated
      ? limit.values.slice(0, 1)
      : [],
  );
  const kinds = [...new Set(kit.roles.flatMap(({ size }) => size ?? []))];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const size = said.findLast((value) => /\d/.test(value) === /shoe|foot/.test(kind));
      return size ? [[kind, size]] : [];
    }),
  );
}

/** "With 400 dollars" is read as about 400 where a thing is looked for; a kit may cost no more than what was said. */
const mostOf = (min: number | null, max: number): number =>
  min === null ? max : Math.round((min + max) / 2);
