import { isAvailable } from '#src/catalog/product.ts';
import type { Rule } from './facts.ts';

const LEFT =
  /\b(?:only|just|last)\s+(\d{1,6})\s+(?:\w+\s+)?(?:left|remain(?:ing)?|in stock|available)\b|\b(\d{1,6})\s+(?:\w+\s+)?(?:left in stock|in stock|remaining)\b/i;
const SOLD_OUT = /\b(?:is|are|currently|now|already)\s+(?:sold out|out of stock|unavailable|discontinued)\b/i;
const IN_STOCK = /\b(?:always|is|are|currently|now|back)\s+(?:in stock|available now|ready to ship)\b/i;
const ASKED = /^(?:if|when|once|where|whenever|what happens)\b|\?$/i;

/** What is said of stock and is not so now; counts are only right until the next order, so they are told as they are. */
export const stockClaims: Rule = ({ text, about }) => {
  if (ASKED.test(text) || about.length !== 1) return [];
  return about.flatMap(({ title, variants }) => {
    const open = variants.filter(isAvailable);
    const pieces = variants.every(({ availability }) => availability.left !== null)
      ? variants.reduce((sum, { availability }) => sum + (availability.left ?? 0), 0)
      : null;
    const state = `${title}: ${open.length} of ${variants.length} choices can be bought${pieces === null ? '' : `, ${pieces} pieces in all`}`;
    const [, a, b] = LEFT.exec(text) ?? [];
    const told = a ?? b;
    const isWrong =
      told !== undefined
        ? Number(told) !== pieces
        : SOLD_OUT.test(text)
          ? open.length > 0
          : IN_STOCK.test(text)
            ? open.length === 0 || (/\balways\b/i.test(text) && open.length < variants.length)
            : false;
    return isWrong ? [{ kind: 'stock' as const, row: state }] : [];
  });
};
