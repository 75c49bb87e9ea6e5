import type { Turn } from '../state.ts';
import { fillTemplate } from './template.ts';

type Answer = Readonly<Record<string, unknown>>;

/** What is taken off, and what is one step away. */
export function phraseOffers(turn: Turn, answer: Answer): string {
  const applied = (answer['applied'] ?? []) as readonly { label: string; amount: string }[];
  const near = (answer['oneStepAway'] ?? []) as readonly { label: string; away: string }[];
  const refused = (answer['codesRefused'] ?? []) as readonly { code: string; reason: string }[];
  const said = [
    ...refused.map(({ code, reason }) => `${code}: ${reason}`),
    ...(applied.length
      ? [
          fillTemplate(turn, 'offers.applied', {
            offers: applied.map(({ label, amount }) => `${label} (${amount})`).join(', '),
          }),
        ]
      : []),
    ...near
      .slice(0, applied.length ? 1 : 2)
      .map(({ label, away }) =>
        fillTemplate(turn, 'offers.near', { offers: `${label}. ${away}`.replace(/\.$/, '') }),
      ),
  ];
  if (said.length) return said.join(' ');
  const others = (answer['others'] ?? []) as readonly unknown[];
  return fillTemplate(turn, others.length ? 'offers.needs' : 'offers.none');
}

/** How many points there are and what they are good for. */
export function phrasePoints(turn: Turn, answer: Answer): string {
  switch (answer['refusal']) {
    case 'not-signed-in':
    case 'no-program':
      return fillTemplate(turn, 'points.sign-in');
    case 'not-a-member':
      return fillTemplate(turn, 'points.join', { program: String(answer['program']) });
  }
  const expiring = answer['expiring'] as { points: number; day: string } | null;
  return [
    fillTemplate(turn, 'points.balance', {
      points: Number(answer['balance']),
      worth: String(answer['worth']),
    }),
    ...(expiring ? [fillTemplate(turn, 'points.expiring', expiring)] : []),
    ...(answer['away'] && answer['nextTier']
      ? [
          fillTemplate(turn, 'points.away', {
            away: String(answer['away']),
            tier: String(answer['nextTier']),
          }),
        ]
      : []),
  ].join(' ');
}
