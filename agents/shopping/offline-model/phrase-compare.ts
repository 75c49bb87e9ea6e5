import { messagesOf } from '#src/messages/messages.ts';
import type { Turn } from '../state.ts';
import type { Found } from '../tool-results/tool-result.ts';
import { qualityText } from './compare-quality.ts';
import { fillTemplate } from './template.ts';

/** One recommendation with its reason, and what is given up with it. */
export function phraseCompare(turn: Turn, compared: Found<'compare_products'>): string {
  const asked = qualityText(turn, compared);
  if (asked) return asked;
  const { advice, products, beside: alone } = compared;
  const own = products.find((one) => one.title === advice.title)?.whoFor;
  const others = products.find((one) => one.title === advice.other)?.whoFor;
  const { compare: say } = messagesOf(turn.locale).answers;
  const reason = say.take(advice.title, advice.other, advice.because.join(', '));
  const gain = advice.tradeOff.length ? ` ${say.giveUp(advice.other, advice.tradeOff.join(', '))}` : '';
  const forWhom = own ? ` ${say.itIsFor(lower(own))}` : '';
  const forOthers = others ? ` ${say.otherIsFor(advice.other, lower(others))}` : '';
  const beside = alone === null ? '' : fillTemplate(turn, 'compare.beside', { title: alone });
  return `${beside} ${reason}${gain}${forWhom}${forOthers}`.trim();
}

const lower = (text: string): string => {
  const plain = /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  return /[.!?]$/.test(plain) ? plain : `${plain}.`;
};
