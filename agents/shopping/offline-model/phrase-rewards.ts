import type { Turn } from '../state.ts';
import type { RefusedCall } from '../tool-results/refusal.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { unsure } from './phrase-talk.ts';
import { fillTemplate } from './template.ts';

/** What is taken off, and what is one step away. */
export function phraseOffers(turn: Turn, answer: Answer<'my_offers'> | RefusedCall): string {
  if ('refusal' in answer) return fillTemplate(turn, 'offers.none');
  const { applied, oneStepAway, others, codesRefused, bundles } = answer;
  const said = [
    ...codesRefused.map(({ code, reason }) => `${code}: ${reason}`),
    ...(applied.length
      ? [
          fillTemplate(turn, 'offers.applied', {
            offers: applied.map(({ label, amount }) => `${label} (${amount.printed})`).join(', '),
          }),
        ]
      : []),
    ...oneStepAway
      .slice(0, applied.length ? 1 : 2)
      .map(({ label, away }) =>
        fillTemplate(turn, 'offers.near', { offers: `${label}. ${away}`.replace(/\.$/, '') }),
      ),
  ];
  const together = bundles.map(
    ({ label, together: sum, apart }) => `${label} (${sum.printed}, not ${apart.printed})`,
  );
  if (!said.length && (others.length || !bundles.length))
    said.push(fillTemplate(turn, others.length ? 'offers.needs' : 'offers.none'));
  if (bundles.length) said.push(fillTemplate(turn, 'offers.bundles', { bundles: together.join(', ') }));
  return said.join(' ');
}

/** How many points there are and what they are good for. */
export function phrasePoints(turn: Turn, answer: Answer<'my_points'> | RefusedCall): string {
  if ('refusal' in answer) {
    if (answer.refusal === 'not-a-member')
      return fillTemplate(turn, 'points.join', { program: answer.program });
    if (answer.refusal === 'no-program') return fillTemplate(turn, 'points.none');
    return answer.refusal === 'not-signed-in' ? fillTemplate(turn, 'points.sign-in') : unsure(turn);
  }
  const { balance, worth, expiring, away, nextTier } = answer;
  return [
    fillTemplate(turn, 'points.balance', { points: balance, worth: worth.printed }),
    ...(expiring ? [fillTemplate(turn, 'points.expiring', expiring)] : []),
    ...(away && nextTier ? [fillTemplate(turn, 'points.away', { away: away.printed, tier: nextTier })] : []),
  ].join(' ');
}
