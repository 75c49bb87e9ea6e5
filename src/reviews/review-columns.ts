/** The export of a review system, told by its header. */
export type ReviewFormat = 'judge-me' | 'yotpo' | 'import';

export type Field =
  | 'key'
  | 'handle'
  | 'sku'
  | 'product'
  | 'stars'
  | 'title'
  | 'body'
  | 'author'
  | 'date'
  | 'fit'
  | 'usedFor'
  | 'status'
  | 'bought'
  | 'reply'
  | 'replyDate';

export interface Columns {
  readonly format: ReviewFormat;
  readonly at: ReadonlyMap<Field, number>;
  /** The header's own words, for messages. */
  readonly names: ReadonlyMap<Field, string>;
}

export type DetectedColumns =
  | { readonly ok: true; readonly columns: Columns }
  | { readonly ok: false; readonly field: string; readonly reason: string; readonly fix: string };

/* Header names by field, the surest first; spaces, case and punctuation do not count. */
const synonyms: Readonly<Record<Field, readonly string[]>> = {
  key: ['review_id', 'id', 'external_id'],
  handle: ['product_handle', 'handle', 'product_url', 'url'],
  sku: ['product_sku', 'sku', 'variant_sku'],
  product: ['product_title', 'product_name'],
  stars: ['rating', 'review_score', 'score', 'stars', 'review_rating'],
  title: ['title', 'review_title', 'headline'],
  body: ['body', 'review_content', 'content', 'text', 'review_body', 'review_text'],
  author: ['reviewer_name', 'display_name', 'reviewer_display_name', 'author', 'name', 'nickname'],
  date: ['review_date', 'review_creation_date', 'date', 'created_at', 'written_at'],
  fit: ['fit', 'size_fit', 'sizing'],
  usedFor: ['used_for', 'use'],
  status: ['curated', 'review_status', 'status', 'published'],
  bought: ['verified_buyer', 'verified', 'reviewer_type', 'verified_purchase'],
  reply: ['reply', 'comment_content', 'store_reply', 'owner_reply'],
  replyDate: ['reply_date', 'comment_date', 'comment_creation_date'],
};

/** Which column holds what; a refusal names what is missing and what stands there instead. */
export function detectColumns(header: readonly string[]): DetectedColumns {
  const names = header.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, ''),
  );
  const at = new Map<Field, number>();
  for (const [field, known] of Object.entries(synonyms) as [Field, readonly string[]][]) {
    const column = known.map((name) => names.indexOf(name)).find((index) => index >= 0);
    if (column !== undefined) at.set(field, column);
  }
  const found = header.slice(0, 12).join(', ').slice(0, 200);
  const missing = (field: string, columns: readonly string[]): DetectedColumns => ({
    ok: false,
    field,
    reason: `There is no column for ${field}; the header has: ${found}.`,
    fix: `Name one of the columns ${columns.join(', ')}.`,
  });
  if (!at.has('stars')) return missing('the stars', synonyms.stars);
  if (!at.has('handle') && !at.has('sku') && !at.has('product')) {
    return missing('the product', ['product_handle', 'handle', 'product_url', 'sku', 'product_sku']);
  }
  const has = (name: string) => names.includes(name);
  const format: ReviewFormat =
    has('review_content') || has('review_score') ? 'yotpo' : has('reviewer_name') ? 'judge-me' : 'import';
  return {
    ok: true,
    columns: { format, at, names: new Map([...at].map(([field, index]) => [field, header[index] ?? field])) },
  };
}
