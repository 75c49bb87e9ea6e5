import { emptyNeed, type Limit, type Need } from '#src/search/query.ts';

/** How a turn changes the need: add to it, look for something else, take limits away, or begin again. */
export type Revision =
  | { readonly kind: 'refine' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'forget'; readonly keys: readonly string[] }
  | { readonly kind: 'start-over' };

/**
 * The need after a turn. Whatever the revision but a start-over, a budget stays until the shopper takes it away or
 * names another. A limit on a key that was limited before replaces the earlier one.
 */
export function reviseNeed(before: Need, said: Need, revision: Revision): Need {
  switch (revision.kind) {
    case 'start-over':
      return said;
    case 'forget': {
      const kept = before.limits.filter((limit) => !revision.keys.includes(limit.key));
      return merge({ ...before, limits: kept, sort: sortWithout(before, revision.keys) }, said, before.text);
    }
    case 'refine':
      return merge(before, said, joinWords(before.text, said.text));
    case 'replace': {
      const kept = before.limits.filter((limit) => outlives(limit, before, said));
      return merge({ ...before, limits: kept, sort: 'best', quantity: null }, said, said.text);
    }
  }
}

/** The category a need is in, as an address, or null. */
export function categoryOf(need: Need): string | null {
  const limit = need.limits.find((one) => one.kind === 'any-of' && one.key === 'category' && !one.negated);
  return limit?.kind === 'any-of' ? (limit.values[0] ?? null) : null;
}

/** The need without the limits of those keys. */
export const withoutLimits = (need: Need, keys: readonly string[]): Need => ({
  ...need,
  limits: need.limits.filter((limit) => !keys.includes(limit.key)),
});

function merge(base: Need, said: Need, text: string): Need {
  return {
    text,
    limits: mergeLimits(base.limits, said.limits),
    sort: said.sort === emptyNeed.sort ? base.sort : said.sort,
    includeSoldOut: base.includeSoldOut || said.includeSoldOut,
    quantity: said.quantity ?? base.quantity,
    recipient: said.recipient ?? base.recipient,
    ...(said.names ? { names: said.names } : {}),
  };
}

/** A price and the person stay when the thing changes; sizes and colours only between things of one department. */
function outlives(limit: Limit, before: Need, said: Need): boolean {
  if (limit.key === 'price') return true;
  if (limit.key === 'category') return categoryOf(said) === null && said.text === '';
  const department = (need: Need) => categoryOf(need)?.split('/')[0] ?? null;
  const to = department(said);
  return to !== null && to === department(before);
}

/** "not pink" adds to "red or blue"; "blue" replaces "red"; a new ceiling replaces the old one, a new floor adds to it. */
function mergeLimits(before: readonly Limit[], said: readonly Limit[]): readonly Limit[] {
  const kept = before.filter((old) => !said.some((limit) => replaces(limit, old)));
  return [...kept, ...said];
}

function replaces(limit: Limit, old: Limit): boolean {
  if (limit.key !== old.key) return false;
  if (limit.kind !== old.kind) return true;
  if (limit.kind === 'any-of' && old.kind === 'any-of') {
    if (limit.negated !== old.negated)
      return !limit.negated || old.values.some((one) => limit.values.includes(one));
    return !limit.negated;
  }
  if (limit.kind === 'range' && old.kind === 'range') {
    return (limit.max !== null && old.max !== null) || (limit.min !== null && old.min !== null);
  }
  return true;
}

const sortWithout = (need: Need, keys: readonly string[]): Need['sort'] =>
  keys.includes('price') && need.sort.startsWith('price') ? 'best' : need.sort;

function joinWords(before: string, said: string): string {
  const had = new Set(before.toLowerCase().split(/\s+/));
  const fresh = said.split(/\s+/).filter((word) => word && !had.has(word.toLowerCase()));
  return [before, ...fresh].filter(Boolean).join(' ').slice(0, 400);
}
