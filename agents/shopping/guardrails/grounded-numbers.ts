import { AIMessage, createMiddleware, ToolMessage } from 'langchain';
import { messagesOf } from '#src/messages/messages.ts';
import { decimalMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';
import { printedMoney } from '../tool-results/printed-money.ts';
import { readResult, type ToolResult } from '../tool-results/tool-result.ts';
import { otherSize } from '../understand/other-size.ts';
import { datesAreGrounded } from './grounded-dates.ts';
import { linksAreGrounded } from './grounded-links.ts';
import { namesAreGrounded } from './grounded-names.ts';
import { stockIsGrounded, stockText } from './grounded-stock.ts';
import { isSafe } from './safe-topics.ts';
import { sentencesOf } from './sentences.ts';
import { withoutFenced } from './untrusted-text.ts';

/** What a text may take its numbers, links and names from. */
export interface Evidence {
  readonly text: string;
  /** The same without what shoppers, reviews and feeds wrote: advice comes from nowhere else. */
  readonly own: string;
  /** How the shop is reached: the only addresses that words may hold. */
  readonly contact: string;
  readonly numbers: ReadonlySet<string>;
  readonly prices: ReadonlySet<string>;
}

const FREE = /\b(?:for free|free of charge|(?:is|are|get it) free|costs? nothing|at no cost)\b/i;
const FREE_STATED = /\bfree\b|\bno cost\b|\bcosts? nothing\b/;
const NUMBER = /\d[\d,]*(?:\.\d+)?/g;
/** `$1,299` or `1.299 €`. */
const PRICE = /(?:[$€£¥]\s?|\b(?:USD|EUR|GBP)\s)(\d[\d,]*(?:\.\d+)?)|(?<![\d.,])[.,]*(\d[\d.,]*)\s?[€£¥]/g;

/** Everything a turn may speak from: results of its tools, the shopper's own words, and how to reach the shop. */
export function evidenceOf(turn: Turn, results: readonly ToolResult[]): Evidence {
  const { store } = turn.content;
  const shop = [store.name, ...Object.values(store.contact)];
  const amounts: string[] = [];
  const asEvidence = (_key: string, value: unknown): unknown => {
    const amount = printedMoney.safeParse(value);
    if (!amount.success) return value;
    // `11900` is nothing to say of a shoe at $119: the amount itself is, however it is printed.
    amounts.push(plain(decimalMoney(amount.data)));
    return amount.data.printed;
  };
  const answers = [...results.map(({ answer }) => JSON.stringify(answer, asEvidence)), stockText(results)];
  const text = [
    ...answers,
    turn.text,
    turn.said,
    otherSize(turn) ?? '',
    ...turn.earlier,
    ...turn.understanding.named.map((product) => product.title),
    ...turn.state.shown.map((product) => product.title),
    turn.page?.title ?? '',
    ...shop,
  ].join('\n');
  return {
    text: text.toLowerCase(),
    contact: shop.join('\n').toLowerCase(),
    own: withoutFenced([...answers, ...shop].join('\n')).toLowerCase(),
    numbers: new Set([...(text.match(NUMBER) ?? []).map(plain), ...amounts]),
    prices: new Set([...pricesIn(text), ...amounts]),
  };
}

/**
 * The text without the sentences whose numbers, prices, links or product names nothing in the evidence holds, and
 * without markup. `removed` says what was taken out.
 */
export function groundText(
  text: string,
  evidence: Evidence,
): { readonly text: string; readonly removed: readonly string[] } {
  const removed: string[] = [];
  const kept = sentencesOf(withoutMarkup(text)).filter((sentence) => {
    const fine = isGrounded(sentence, evidence);
    if (!fine) removed.push(sentence.trim());
    return fine;
  });
  return {
    text: kept
      .join('')
      .replace(/[ \t]+/g, ' ')
      .trim(),
    removed,
  };
}

/** The text as plain words: no links, tags, emphasis, pictures, headings or rows of tables. */
export const withoutMarkup = (text: string): string =>
  text
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[/!?]?[a-z][^>]*(?:>|$)/gi, '')
    .replace(/[<>]/g, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/^[ \t]*(?:#{1,6}[ \t]|\|).*$/gm, '')
    .replace(/\p{Emoji_Presentation}\uFE0F?|\p{Extended_Pictographic}\uFE0F/gu, '');

/** Words the shop composed from results, which may quote what others wrote: without markup and foreign addresses. */
export function safeQuote(turn: Turn, text: string): string {
  const contact = Object.values(turn.content.store.contact).join('\n').toLowerCase();
  const kept = sentencesOf(withoutMarkup(text)).filter((sentence) => linksAreGrounded(sentence, contact));
  return kept.join('').trim() || messagesOf(turn.locale).answers.nothingSafe;
}

/** Whether every number, price, link, name and day of the sentence, and what it says of stock and health, stands in the evidence. */
export function isGrounded(sentence: string, { text, own, contact, numbers, prices }: Evidence): boolean {
  if (pricesIn(sentence).some((price) => !prices.has(price))) return false;
  if ((sentence.match(NUMBER) ?? []).some((number) => !numbers.has(plain(number)))) return false;
  if (FREE.test(sentence) && !FREE_STATED.test(own)) return false;
  return (
    linksAreGrounded(sentence, contact) &&
    namesAreGrounded(sentence, text) &&
    stockIsGrounded(sentence, text) &&
    datesAreGrounded(sentence, text) &&
    isSafe(sentence, own)
  );
}

/** The most words an answer has beside its products. */
export const MOST_WORDS = 60;

/** The first sentences of a text that together have at most `most` words; always at least one sentence. */
export function firstWords(text: string, most = MOST_WORDS): string {
  let words = 0;
  const kept = sentencesOf(text).filter((sentence, at) => {
    words += sentence.trim().split(/\s+/).length;
    return at === 0 || words <= most;
  });
  return kept.join('').trim();
}

/**
 * Checks the final words of the offline model against this turn's results. Where nothing is left, `rewrite` says it from
 * the results instead. A hosted model's sentences were checked one by one.
 */
export const groundedNumbers = (turn: Turn, rewrite: (results: readonly ToolResult[]) => string) =>
  createMiddleware({
    name: 'grounded-numbers',
    wrapModelCall: async (request, handler) => {
      const answer = await handler(request);
      if (turn.answeredBy === 'llm' || !AIMessage.isInstance(answer)) return answer;
      if (answer.tool_calls?.length || !answer.text) return answer;
      const results = resultsOf(request.messages);
      const grounded = groundText(answer.text, evidenceOf(turn, results));
      const words = firstWords(grounded.text) || safeQuote(turn, rewrite(results));
      return new AIMessage({ content: words, ...(answer.id ? { id: answer.id } : {}) });
    },
  });

/** The tool results since the shopper's last words. */
export function resultsOf(messages: readonly { readonly type: string }[]): readonly ToolResult[] {
  const last = messages.findLastIndex((message) => message.type === 'human');
  return messages
    .slice(last + 1)
    .flatMap((message) => (ToolMessage.isInstance(message) ? [readResult(message)] : []));
}

const pricesIn = (text: string): readonly string[] =>
  [...text.matchAll(PRICE)].map(([, after, before]) => plain(after ?? before ?? ''));

/** `1,299.00` and `1299` are one number. */
const plain = (number: string): string => String(Number(number.replaceAll(',', '')));
