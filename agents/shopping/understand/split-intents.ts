import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Classifier } from './intent-classifier.ts';
import { english, says } from './language.ts';

/** One sub-request of a message that has several: a thing to find, or a question to answer. */
export interface SubRequest {
  readonly kind: 'search' | 'question';
  readonly text: string;
  /** What was said once and holds for several: "shoes and socks under $100". */
  readonly shared: readonly Filter[];
}

const MOST_SUB_REQUESTS = 4;
const LONGEST = 400; // characters; a longer message is a story, and its commas part no sub-requests
const SURE = 0.4;
const ASKING = new Set(['policy', 'advice', 'order-status']);
const JOINTS = /(?<![.?!;])[.?!;]+\s+|,\s*(?:and\s+)?(?:also\s+)?|(?<!\s)\s+(?:and|plus)\s+(?:also\s+)?/i;

/**
 * The sub-requests of a message with more than one: "a gel without caffeine and a bottle under $20, and can I return it?".
 * Empty where it has one. A piece that names no kind of thing and asks nothing belongs to the one before it.
 */
export function splitIntents(
  text: string,
  understand: (text: string) => SearchQuery,
  classify: Classifier,
): readonly SubRequest[] {
  if (text.length > LONGEST || says(text, english.comparing)) return [];
  const requests: { kind: SubRequest['kind']; text: string; query: SearchQuery | null }[] = [];
  let before = '';
  let isForTwo = false;
  for (const piece of text.split(JOINTS).filter((one) => one.trim())) {
    const scored = classify(piece);
    const asking = scored.reduce((sum, { intent, score }) => sum + (ASKING.has(intent) ? score : 0), 0);
    const asks = asking >= SURE && ASKING.has(scored[0].intent) && piece.trim().split(/\s+/).length > 2;
    const query = understand(piece);
    const last = requests.at(-1);
    // "My money is until 140" limits, whatever rules speak of money.
    const isLimit = !piece.includes('?') && query.filters.some(({ kind }) => kind === 'range');
    // "Just the number" says how to answer.
    if (last?.kind === 'question' && /^(?:just|only)\b/i.test(piece.trim()))
      last.text = `${last.text}, ${piece}`;
    else if (asks && !isLimit) requests.push({ kind: 'question', text: piece, query: null });
    else if (categoryOf(query) !== null && wishes(piece, query)) {
      requests.push({ kind: 'search', text: `${before} ${piece}`.trim(), query });
      before = '';
    } else if (last?.kind === 'search' && last.query && FOR_ANOTHER.test(piece) && categoryOf(last.query)) {
      const kind = categoryOf(last.query)?.split('/').at(-1)?.replaceAll('-', ' ') ?? '';
      requests.push({ kind: 'search', text: `${kind} ${piece}`, query: understand(`${kind} ${piece}`) });
      isForTwo = true;
    } else if (last?.kind === 'search') {
      last.text = `${last.text}, ${piece}`;
      last.query = understand(last.text);
    } else if (!last) before = `${before} ${piece}`.trim();
    else return [];
  }
  return requests.length < 2 || before || !(isForTwo || areApart(requests))
    ? []
    : withSharedPrice(requests, says(text, english.each)).slice(0, MOST_SUB_REQUESTS);
}

/** "Shoes for me, and for my son": the same kind for somebody else. */
const FOR_ANOTHER = /^(?:(?:one|some|a pair|another) )?for (?:my|our|his|her|their|the) /i;

/** "Bought shoes last month" tells of a thing and wants none. */
const wishes = (piece: string, query: SearchQuery): boolean =>
  says(piece, english.wishing) ||
  query.filters.some(({ key }) => key !== 'category') ||
  !says(piece, english['past words']);

/** Two queries within one department's same kind are one: "trail shoes and shoes for mud". */
function areApart(requests: readonly { readonly query: SearchQuery | null }[]): boolean {
  const kinds = requests.flatMap(({ query }) => (query ? (categoryOf(query) ?? []) : []));
  return kinds.every(
    (kind, at) =>
      !kinds.some((other, place) => place !== at && (other === kind || other.startsWith(`${kind}/`))),
  );
}

/** "Shoes and socks under $100": a price said at the end holds for each thing that is only named, and for all where "each" says so. */
function withSharedPrice(
  requests: readonly {
    readonly kind: SubRequest['kind'];
    readonly text: string;
    readonly query: SearchQuery | null;
  }[],
  saysEach: boolean,
): readonly SubRequest[] {
  const searches = requests.flatMap(({ query }) => query ?? []);
  const price = searches.at(-1)?.filters.find((filter) => filter.key === 'price');
  const bare = searches
    .slice(0, -1)
    .every((query) =>
      saysEach
        ? query.filters.every((filter) => filter.key !== 'price')
        : query.filters.every((filter) => filter.key === 'category') && query.text === '',
    );
  return requests.map(({ kind, text, query }) => ({
    kind,
    text,
    shared: query && query !== searches.at(-1) && price && bare ? [price] : [],
  }));
}
