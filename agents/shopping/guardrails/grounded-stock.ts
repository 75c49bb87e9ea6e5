import type { ToolResult } from '../tool-results/tool-result.ts';

const CLAIMS: readonly { readonly said: RegExp; readonly because: RegExp }[] = [
  {
    said: /\b(?:in stock|available now|ready to ship|back in stock)\b/i,
    because: /\bin stock\b|\bavailable\b|\bpreorder\b|\bpre-order\b/,
  },
  {
    said: /\b(?:sold[ -]out|out of stock|unavailable|no longer available|discontinued)\b/i,
    because: /\bsold[ -]out\b|\bout of stock\b|\bunavailable\b|\bno longer\b|\bdiscontinued\b/,
  },
  {
    said: /\b(?:last (?:one|pair|few)|(?:almost|nearly) (?:gone|sold out)|selling (?:fast|quickly)|(?:low|limited) stock|(?:stock|supply|supplies) (?:is|are) (?:running )?(?:low|limited)|running (?:low|out)|in high demand)\b/i,
    because: /\bonly \d+ left\b|\blow stock\b|\blast (?:one|pair|few)\b/,
  },
];

/** Whether what the sentence claims about stock is what a tool of this turn answered (evidence in lower case). */
export const stockIsGrounded = (sentence: string, evidence: string): boolean =>
  CLAIMS.every(({ said, because }) => !said.test(sentence) || because.test(evidence));

/** What results say of stock by their shape alone: options that can be bought, or are sold out. */
export function stockText(results: readonly ToolResult[]): string {
  const options = results.flatMap(({ tool, answer }) =>
    tool === 'product_details' && !('refusal' in answer)
      ? answer.products.flatMap((product) => product.options)
      : [],
  );
  const asked = results.flatMap(({ tool, answer }) =>
    tool === 'product_details' && !('refusal' in answer) && answer.variants ? [answer.variants] : [],
  );
  const toChoose = results.some(({ answer }) => 'refusal' in answer && answer.refusal === 'choose-option');
  return [
    toChoose || options.some(({ inStock }) => inStock.length) ? 'in stock' : '',
    options.some(({ soldOut }) => soldOut.length) || asked.some(({ inStock }) => !inStock.length)
      ? 'sold out'
      : '',
  ].join('\n');
}
