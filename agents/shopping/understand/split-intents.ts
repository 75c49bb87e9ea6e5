import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Filter, SearchQuery } from '#src/search/query.ts';
import type { Classifier } from './intent-classifier.ts';
import { english, says } from './language.ts';

/** One aim of a message that has several: a thing to find, or a question to answer. */
export interface Aim {
  readonly kind: 'need' | 'question';
  readonly text: string;
  /** What was said once and holds for several: "shoes and socks under $100". */
  readonly shared: readonly Filter[];
}

const MOST_AIMS = 4;
const LONGEST = 400; // characters; a longer message is a story, and its commas part no aims
const SURE = 0.4;
const ASKING = new Set(['policy', 'advice', 'order-status']);
const JOINTS = /[.?!;]+\s+|,\s*(?:and\s+)?(?:also\s+)?|\s+(?:and|plus)\s+(?:also\s+)?/i;

/**
 * The aims of a message with more than one: "a gel without caffeine and a bottle under $20, and can I return it?".
 * Empty where it has one. A piece that names no kind of thing and asks nothing belongs to the one before it.
 */
export function splitIntents(
  text: string,
  understand: (text: string) => SearchQuery,
  classify: Classifier,
): readonly Aim[] {
  if (text.length > LONGEST || says(text, english.comparing)) return [];
  const aims: { kind: Aim['kind']; text: string; need: SearchQuery | null }[] = [];
  let before = '';
  for (const piece of text.split(JOINTS).filter((one) => one.trim())) {
    const asking = classify(piece).reduce(
      (sum, { intent, score }) => sum + (ASKING.has(intent) ? score : 0),
      0,
    );
    const asks = asking >= SURE && piece.trim().split(/\s+/).length > 2;
    const query = understand(piece);
    const last = aims.at(-1);
    if (asks) aims.push({ kind: 'question', text: piece, need: null });
    else if (categoryOf(query) !== null) {
      aims.push({ kind: 'need', text: `${before} ${piece}`.trim(), need: query });
      before = '';
    } else if (last?.kind === 'need') last.text = `${last.text}, ${piece}`;
    else if (!last) before = `${before} ${piece}`.trim();
    else return [];
  }
  return aims.length < 2 || before || !areApart(aims) ? [] : withSharedPrice(aims).slice(0, MOST_AIMS);
}

/** Two needs within one department's same kind are one: "trail shoes and shoes for mud". */
function areApart(aims: readonly { readonly need: SearchQuery | null }[]): boolean {
  const kinds = aims.flatMap(({ need: query }) => (query ? (categoryOf(query) ?? []) : []));
  return kinds.every(
    (kind, at) =>
      !kinds.some((other, place) => place !== at && (other === kind || other.startsWith(`${kind}/`))),
  );
}

/** "Shoes and socks under $100": a price said at the end of things that are only named holds for each of them. */
function withSharedPrice(
  aims: readonly { readonly kind: Aim['kind']; readonly text: string; readonly need: SearchQuery | null }[],
): readonly Aim[] {
  const needs = aims.flatMap(({ need: query }) => query ?? []);
  const price = needs.at(-1)?.filters.find((filter) => filter.key === 'price');
  const bare = needs
    .slice(0, -1)
    .every((query) => query.filters.every((filter) => filter.key === 'category') && query.text === '');
  return aims.map(({ kind, text, need: query }) => ({
    kind,
    text,
    shared: query && query !== needs.at(-1) && price && bare ? [price] : [],
  }));
}
