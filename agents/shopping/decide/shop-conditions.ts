import { asksForMedicalAdvice } from '../understand/health.ts';
import type { Condition } from './condition.ts';

/** What is asked of the shop itself, whatever the turn resembles. */
export const asksShop: readonly Condition[] = [
  {
    name: 'asks what only a doctor may judge',
    act: ({ turn }) => (asksForMedicalAdvice(turn.text) ? { kind: 'content', about: 'health' } : null),
  },
];
