import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { KitRole, KitWords } from '#src/editorial/kit-schema.ts';
import { formatMoney, money, type Money } from '#src/money/money.ts';
import { fillingsOf, fitTogether, productsOfRoles, type Filling } from './kit-candidates.ts';
import type { Kit, KitItem, KitRefusal, KitRequest, LeftOut } from './kit.ts';
import { solveKit, type KitProblem } from './solve-kit.ts';

const MOST_ALTERNATIVES = 4;

/**
 * The best set for a goal: every needed part filled, each thing in stock in the size asked for, all of it compatible
 * and within the budget to the cent; optional parts while there is money. Solved exactly, the cheaper of equals.
 */
export async function buildKit(
  db: Database,
  content: Content,
  request: KitRequest,
): Promise<Kit | KitRefusal> {
  const entry = content.kit(request.goal);
  if (!entry) {
    const known = content.kits.map((one) => one.slug).join(', ');
    return {
      ok: false,
      refusal: 'unknown-kit',
      reason: `There is no kit ${request.goal}; there are ${known}.`,
    };
  }
  const kit = entry.words;
  const { currency, locale } = content.store;
  const bad = invalidRequest(kit, request, currency);
  if (bad) return { ok: false, refusal: 'bad-wish', reason: bad };
  const skipped = leftBefore(kit, request);
  const wanted = kit.roles.filter((role) => !skipped.some((one) => one.role === role));
  const products = await productsOfRoles(db, wanted);
  const open = wanted.map((role) => {
    const all = fillingsOf(
      kit,
      role,
      products.get(role.role) ?? [],
      request.sizes?.[role.size ?? ''] ?? null,
    );
    const swap = request.swaps?.[role.role];
    return { role, all, usable: swap ? all.filter((one) => one.product.slug === swap) : all };
  });
  const lacking = open.find(({ role, usable }) => !role.optional && !usable.length);
  if (lacking) return nothingFor(lacking.role, request);
  const problem = problemOf(
    kit,
    open.map(({ role, usable }) => ({ role, fillings: usable })),
    request.budget?.minor ?? null,
  );
  const solved = solveKit(problem);
  if (!solved) {
    const cheapest = solveKit(cheapestOf(problem));
    if (!cheapest)
      return { ok: false, refusal: 'nothing-fits', reason: 'What is in stock does not fit together.' };
    const least = money(cheapest.price, currency);
    const reason = `The cheapest whole kit costs ${formatMoney(least, locale)} now.`;
    return { ok: false, refusal: 'budget-too-small', least, reason };
  }
  const total = money(solved.price, currency);
  const left = request.budget ? money(request.budget.minor - total.minor, currency) : null;
  const chosen = open.flatMap(({ role, all, usable }, at) => {
    const filling = usable[solved.chosen[at] ?? -1];
    return filling ? [{ role, filling, all }] : [];
  });
  const items = chosen.map((one) => itemOf(kit, one, chosen, left));
  const empty = open
    .filter((_, at) => (solved.chosen[at] ?? -1) < 0)
    .map(({ role, usable }) => whyEmpty(kit, role, usable, chosen, left, locale));
  return {
    ok: true,
    slug: request.goal,
    words: kit,
    items,
    leftOut: [...skipped, ...empty],
    total,
    left,
    exact: solved.exact,
  };
}

interface Chosen {
  readonly role: KitRole;
  readonly filling: Filling;
  readonly all: readonly Filling[];
}

function invalidRequest(kit: KitWords, request: KitRequest, currency: string): string | null {
  if (request.budget && request.budget.currency !== currency)
    return `Prices here are in ${currency}; say the budget in ${currency}.`;
  if (request.budget && request.budget.minor <= 0) return 'A budget is an amount above zero.';
  const roles = kit.roles.map((role) => role.role);
  const named = [...(request.owned ?? []), ...(request.without ?? []), ...Object.keys(request.swaps ?? {})];
  const unknown = named.find((role) => !roles.includes(role));
  return unknown === undefined ? null : `This kit has no part ${unknown}; its parts are ${roles.join(', ')}.`;
}

function leftBefore(kit: KitWords, request: KitRequest): readonly LeftOut[] {
  return kit.roles.flatMap((role): LeftOut[] => {
    if (request.owned?.includes(role.role))
      return [{ role, because: 'owned', reason: 'You have that already.' }];
    if (role.optional && request.without?.includes(role.role))
      return [{ role, because: 'not-wanted', reason: 'You do not want that.' }];
    return [];
  });
}

function nothingFor(role: KitRole, request: KitRequest): KitRefusal {
  const size = request.sizes?.[role.size ?? ''];
  const swap = request.swaps?.[role.role];
  const what = swap ? `${swap} as ${role.label.toLowerCase()}` : role.label.toLowerCase();
  const reason = `We have no ${what}${size ? ` in ${size}` : ''} in stock now.`;
  return { ok: false, refusal: 'nothing-for-role', role, reason };
}

function problemOf(
  kit: KitWords,
  parts: readonly { readonly role: KitRole; readonly fillings: readonly Filling[] }[],
  budget: number | null,
): KitProblem {
  const sideOf = (part: number, at: number) => {
    const { role, fillings } = parts[part] as (typeof parts)[number];
    return { role: role.role, product: (fillings[at] as Filling).product };
  };
  return {
    parts: parts.map(({ role, fillings }) => ({
      required: !role.optional,
      candidates: fillings.map(({ product, variant, score }) => ({
        id: product.slug,
        price: variant.price.minor,
        score,
      })),
    })),
    budget,
    fits: kit.together.length ? (i, a, j, b) => fitTogether(kit, sideOf(i, a), sideOf(j, b)) : () => true,
  };
}

/** The same parts without a limit, where the cheapest set is the best. */
function cheapestOf(problem: KitProblem): KitProblem {
  return {
    ...problem,
    budget: null,
    parts: problem.parts.map((part) => ({
      ...part,
      candidates: part.required ? part.candidates.map((one) => ({ ...one, score: 1 })) : [],
    })),
  };
}

function itemOf(kit: KitWords, one: Chosen, chosen: readonly Chosen[], left: Money | null): KitItem {
  const { role, filling } = one;
  const others = chosen.filter((other) => other !== one);
  const alternatives = one.all
    .filter(
      (candidate) =>
        candidate.product.id !== filling.product.id &&
        (left === null || candidate.variant.price.minor - filling.variant.price.minor <= left.minor) &&
        fitsBeside(kit, role, candidate, others),
    )
    .toSorted((a, b) => b.score - a.score || a.variant.price.minor - b.variant.price.minor)
    .slice(0, MOST_ALTERNATIVES)
    .map(({ product, variant }) => ({
      product,
      variant,
      moreMinor: variant.price.minor - filling.variant.price.minor,
    }));
  const why = filling.uses.length ? `Made for ${filling.uses.slice(0, 3).join(', ')}.` : role.why;
  const { product, variant, sizeOpen } = filling;
  return { role, product, variant, why, sizeOpen, alternatives };
}

const fitsBeside = (kit: KitWords, role: KitRole, candidate: Filling, others: readonly Chosen[]): boolean =>
  others.every(
    (other) =>
      other.filling.product.id !== candidate.product.id &&
      fitTogether(
        kit,
        { role: role.role, product: candidate.product },
        { role: other.role.role, product: other.filling.product },
      ),
  );

function whyEmpty(
  kit: KitWords,
  role: KitRole,
  usable: readonly Filling[],
  chosen: readonly Chosen[],
  left: Money | null,
  locale: string,
): LeftOut {
  if (!usable.length) return { role, because: 'nothing-in-stock', reason: 'None is in stock now.' };
  const fitting = usable.filter((candidate) => fitsBeside(kit, role, candidate, chosen));
  const [first, ...rest] = fitting;
  if (!first) return { role, because: 'does-not-fit', reason: 'None that we have fits the rest of the kit.' };
  const cheapest = rest.reduce((a, b) => (b.variant.price.minor < a.variant.price.minor ? b : a), first);
  const { price } = cheapest.variant;
  const short = money(Math.max(0, price.minor - (left?.minor ?? 0)), price.currency);
  return {
    role,
    because: 'budget',
    reason: `${cheapest.product.title} at ${formatMoney(price, locale)} is the cheapest: ${formatMoney(short, locale)} more than is left.`,
  };
}
