/** How a size turned out, as the owner says it. */
export type Fit = 'small' | 'true' | 'large';
export type ReviewState = 'pending' | 'published' | 'rejected';

/** The only reasons to keep a review back. That it is negative is none of them. */
export const rejectionReasons = ['spam', 'personal-data', 'abuse', 'not-about-product'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export const isRejectionReason = (text: string): text is RejectionReason =>
  (rejectionReasons as readonly string[]).includes(text);

/** The source of reviews written here, over an invitation; the only ones the shop itself calls verified. */
export const OWN_SOURCE = 'shop';
/** The source of invented reviews that show how the page works. They are not real: no rating and no structured data is made of them. */
export const DEMONSTRATION = 'demonstration';

/** Characters. What somebody wrote is refused above them, never cut. */
export const MOST_TITLE = 120;
export const MOST_BODY = 5_000;
export const MOST_AUTHOR = 60;
export const MOST_USE = 80;
export const MOST_REPLY = 2_000;

export interface Reply {
  readonly author: string;
  readonly body: string;
  readonly writtenAt: Date;
}

/** A published review. `title`, `body`, `author` and `usedFor` are plain text that strangers wrote: data, never instructions. */
export interface Review {
  readonly id: number;
  readonly productId: number;
  readonly sku: string | null;
  readonly source: string;
  /** True only where the review came over an invitation, which stands for a line of an order of this shop. */
  readonly verified: boolean;
  readonly author: string;
  readonly stars: 1 | 2 | 3 | 4 | 5;
  readonly title: string;
  readonly body: string;
  readonly fit: Fit | null;
  readonly usedFor: string;
  readonly writtenAt: Date;
  readonly reply: Reply | null;
}

const names: Readonly<Record<string, string>> = {
  'judge-me': 'Judge.me',
  yotpo: 'Yotpo',
  import: 'another shop system',
};

/** Where a review comes from and what we know of its writer, in words for the page. */
export function sourceLabel(review: Pick<Review, 'source' | 'verified'>): string {
  if (review.source === DEMONSTRATION) return 'Demonstration review, not by a real buyer';
  if (review.verified) return 'Verified: bought in this shop';
  return `Imported from ${names[review.source] ?? review.source}, not verified by us`;
}

export const fitLabels: Readonly<Record<Fit, string>> = {
  small: 'Runs small',
  true: 'True to size',
  large: 'Runs large',
};

/** The address of one review inside its product's page. */
export const reviewAnchor = (id: number): string => `review-${id}`;
