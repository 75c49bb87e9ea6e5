/** The state that stock words speak of; null for words that speak of none. */
export function stateOfWords(words: string): string | null {
  if (/^(?:in stock|available)\b/i.test(words) || /^\d+ left\b/i.test(words)) return 'in-stock';
  if (/^back soon\b/i.test(words)) return 'backorder';
  return /^sold out\b/i.test(words) ? 'sold-out' : null;
}

/** The state behind the words that feeds and schema.org use. */
export function stateOfCode(code: string | null): string | null {
  switch (code?.toLowerCase().replace(/[^a-z]/g, '')) {
    case 'instock':
    case 'limitedavailability':
    case 'limitedstock':
      return 'in-stock';
    case 'backorder':
    case 'preorder':
      return 'backorder';
    case 'outofstock':
      return 'sold-out';
    default:
      return null;
  }
}
