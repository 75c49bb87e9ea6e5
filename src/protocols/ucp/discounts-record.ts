import type { Quote } from '#src/carts/quote.ts';
import type { Content } from '#src/editorial/content.ts';
import { codeHashOf } from '#src/loyalty/offer-codes.ts';
import type { AppliedOffer } from '#src/loyalty/offer-outcome.ts';
import { warning, type Json, type Message } from './door.ts';

/** The typed code that brought an offer; null for one that came by itself. */
function codeOf(
  content: Content,
  codes: readonly string[],
  { offerId, codeHash }: AppliedOffer,
): string | null {
  if (codeHash !== null) return codes.find((code) => codeHashOf(code) === codeHash) ?? null;
  const code = content.offers.find(({ slug }) => slug === offerId)?.words.when?.code;
  return code !== undefined && codes.includes(code) ? code : null;
}

/** Codes as they are kept, and each offer that takes something off the goods with the lines it is taken off. */
export function discountsRecord(content: Content, codes: readonly string[], quote: Quote): Json {
  return {
    codes,
    applied: quote.applied.flatMap((offer, at) => {
      const amount = offer.amount.minor - offer.delivery.minor;
      if (amount <= 0) return []; // what is taken off delivery stands with the way of delivery
      const code = codeOf(content, codes, offer);
      return [
        {
          ...(code === null ? {} : { code }),
          title: offer.label,
          amount,
          automatic: code === null,
          priority: at + 1,
          allocations: offer.shares
            .filter((share) => share.amount.minor > 0)
            .map((share) => ({
              path: `$.line_items[${quote.lines.findIndex(({ variant }) => variant.sku === share.sku)}]`,
              amount: share.amount.minor,
            })),
        },
      ];
    }),
  };
}

/** Why a code that is kept takes nothing off now. */
export const codeMessages = (codes: readonly string[], quote: Quote): readonly Message[] =>
  quote.notApplied.flatMap(({ code, reason, away }) => {
    const at = code === undefined ? -1 : codes.indexOf(code);
    return at < 0
      ? []
      : [
          warning(
            'discount_code_user_ineligible',
            [reason, away].filter(Boolean).join(' '),
            `$.discounts.codes[${at}]`,
          ),
        ];
  });
