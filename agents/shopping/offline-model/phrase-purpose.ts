import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Action } from '../decide/action.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import type { Turn } from '../state.ts';
import type { Found } from '../tool-results/tool-result.ts';
import { fillTemplate } from './template.ts';

type Pick = Found<'recommend_for'>['picks'][number];

const LONGEST_REASON = 20; // words
const LONGEST_AGAINST = 12;

/** The picks, the first with the sentence that speaks for it, and why not another of its kind; the cards say the rest. */
export function phrasePurpose(
  turn: Turn,
  action: Action,
  { picks, purpose: words }: Found<'recommend_for'>,
): string {
  const purpose = action.kind === 'recommend' ? action.purpose.said : words;
  const [first, ...others] = picks;
  if (!first) return '';
  const { the, and } = messagesOf(turn.locale).answers;
  const price = ({ price: amount }: Pick) => formatMoney(amount, turn.locale);
  return [
    fillTemplate(turn, 'purpose.pick', { purpose, title: first.title, price: price(first) }),
    sentence(firstWords(unfence(first.because), LONGEST_REASON)),
    others.length
      ? fillTemplate(turn, 'purpose.with', {
          others: listed(
            others.map((one) => the(one.title)),
            and,
          ),
        })
      : '',
    againstText(turn, first),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why not the next of the same kind: what it is not for, or that it costs more. */
function againstText(turn: Turn, { other, price }: Pick): string {
  if (!other) return '';
  const values = { title: other.title, price: other.price.printed };
  if (other.notFor)
    return fillTemplate(turn, 'purpose.not-for', {
      ...values,
      whom: firstWords(lower(other.notFor), LONGEST_AGAINST).replace(/[.;,]$/, ''),
    });
  return other.price.minor > price.minor ? fillTemplate(turn, 'purpose.dearer', values) : '';
}

const listed = (parts: readonly string[], and: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1)}`;

const sentence = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(upper) ? upper : `${upper}.`;
};

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
